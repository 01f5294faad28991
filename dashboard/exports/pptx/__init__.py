"""The slides as a PowerPoint file with charts and tables that can be edited."""
