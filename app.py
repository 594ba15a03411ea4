"""What gunicorn and `flask --app app` load: the site, configured from the environment."""

from workshop import create_app

app = create_app()
