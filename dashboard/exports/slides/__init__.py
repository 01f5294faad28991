"""The slides as data: what each says and which drawing it shows."""
