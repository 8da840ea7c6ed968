"""The office's back room: settings, registers of divisions and units, the trail."""
