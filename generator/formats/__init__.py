"""What an article becomes: Markdown, HTML, JSON."""
