"""Where deputies meet and hear people (阵地): homes, rooms, stations, and what each has."""
