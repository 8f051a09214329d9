"""Recall against questions a second, one point an index, as SVG drawn by hand: no plotting library is needed."""

import pathlib

import numpy as np


def plot(results, path):
    """Writes `results`, (name, questions a second, recall) each, to a file."""
    width, height, left, top = 760, 420, 70, 30
    points = [(name, rate, value) for name, rate, value in results]
    rates = np.log10([rate for _, rate, _ in points])
    low, high = rates.min() - 0.1, rates.max() + 0.3
    floor = min(0.9, min(value for _, _, value in points)) - 0.005
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
             f'<rect width="{width}" height="{height}" fill="white"/>',
             f'<text x="{left}" y="18">recall@10 against questions a second (logarithmic), one thread</text>']
    labels = []
    for step in range(6):
        value = floor + (1 - floor) * step / 5
        y = height - 40 - (height - 40 - top) * step / 5
        parts.append(f'<line x1="{left}" x2="{width - 10}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{value:.3f}</text>')
    for power in range(int(np.ceil(low)), int(np.floor(high)) + 1):
        x = left + (width - left - 20) * (power - low) / (high - low)
        parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{top}" y2="{height - 40}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{height - 22}" text-anchor="middle">{10**power:,}</text>')
    for number, (name, rate, value) in enumerate(points):
        x = left + (width - left - 20) * (np.log10(rate) - low) / (high - low)
        y = height - 40 - (height - 40 - top) * (value - floor) / (1 - floor)
        colour = "#b00020" if name.startswith("byline") else "#33658a"
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{colour}"/>')
        anchor = "end" if x > width * 0.7 else "start"
        # A label moves down until it covers no other; a letter is some six wide.
        begin = x - 6 * len(name) if anchor == "end" else x
        line = y + 14
        while any(begin < stop and start < begin + 6 * len(name) and abs(line - other) < 12 for start, stop, other in labels):
            line += 12
        labels.append((begin, begin + 6 * len(name), line))
        parts.append(f'<text x="{x:.0f}" y="{line:.0f}" text-anchor="{anchor}" fill="{colour}">{name}</text>')
    pathlib.Path(path).write_text("\n".join([*parts, "</svg>\n"]))
