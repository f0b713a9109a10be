"""PDF files through pdfium: words, drawings, images and rendered pixels of every page."""
