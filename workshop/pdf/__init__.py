"""PDF documents from a typst template and data: tagged, readable aloud, in the site's own typefaces. Knows no feature."""
