"""What stands beside the analyst who writes: JupyterLab for the notebooks, and the live preview."""
