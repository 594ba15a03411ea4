from tests.worksheets.planting import plant
from workshop.worksheets.catalogue import FOLDER


def check(app, folder):
    result = app.test_cli_runner().invoke(args=["check-worksheets", str(folder)])
    return result.exit_code, result.output


def test_the_worksheets_of_this_site_can_be_used(app):
    assert check(app, FOLDER) == (0, "6 worksheets can be used.\n")


def test_an_author_is_told_file_line_and_field(app, tmp_path):
    plant(tmp_path, replace='kind = "chip"', by='kind = "day"')

    assert check(app, tmp_path) == (1, "small-1.toml:18: questions.1: a day question takes no options\n")


def test_a_missing_translation_is_a_warning(app, tmp_path):
    plant(tmp_path, replace='label.en = "Red"', by='label.en = "Red", label.fr = "Rouge"')

    exit_code, output = check(app, tmp_path)

    assert exit_code == 0
    assert output.startswith("small-1.toml:7: title: has no text in fr; people will read the English one (warning)\n")
    assert "questions.1.options.0.label" not in output


def test_a_label_too_long_for_a_phone_is_a_warning(app, tmp_path):
    plant(tmp_path, replace='"Red"', by='"Red, or whatever comes nearest to it in your eyes"')

    assert check(app, tmp_path) == (
        0,
        "small-1.toml:23: questions.1.options.0.label: has 49 characters in en; more than 40 is hard to read (warning)\n"
        "1 worksheet can be used.\n",
    )


def test_an_empty_folder_is_no_success(app, tmp_path):
    assert check(app, tmp_path) == (1, "There are no .toml files here.\n")
