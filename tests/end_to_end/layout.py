"""What must hold on every screen that a test visits, read from --inspect: texts fit, everything that
a finger aims at is at least 12 mm, and no two of those lie over each other.
"""
from program import Failed

LEAST_MM = 12
AIMED_AT = ("button", "key", "switch", "chip", "tab")
# These come over the screen for a while, or have the shape of a place: their boxes may overlap.
FREE = ("zone.", "toast.", "key.alt")


def top_layer(nodes):
    """The nodes that answer: those of the last sheet, or all; without what the keyboard covers."""
    for place in range(len(nodes) - 1, -1, -1):
        if nodes[place]["role"] == "scrim":
            nodes = nodes[place + 1:]
            break
    at = next((n for n, node in enumerate(nodes) if node["id"] == "keyboard"), None)
    if at is None:
        return nodes
    top = nodes[at]["rect"][1]
    return [node for node in nodes[:at] if node["rect"][1] + node["rect"][3] <= top] + nodes[at:]


def contains(outer, inner):
    return (outer[0] <= inner[0] and outer[1] <= inner[1] and
            outer[0] + outer[2] >= inner[0] + inner[2] and
            outer[1] + outer[3] >= inner[1] + inner[3])


def overlap(one, other):
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return min(wide, high)


def cut_by_scrolling(rect, nodes, size):
    """Its edge is that of a group around it or of the screen, so part of it is still to be scrolled
    to."""
    groups = [node["rect"] for node in nodes if node["role"] in ("group", "dialog", "text")]
    for x, y, w, h in groups + [[0, 0, *size]]:
        if not contains([x - 2, y - 2, w + 4, h + 4], rect):
            continue
        if abs(y - rect[1]) <= 2 or abs(y + h - rect[1] - rect[3]) <= 2:
            return True
    return False


def faults(state):
    """Sentences about what is wrong on this screen."""
    least = LEAST_MM * state["px_per_mm"] - 1
    nodes = top_layer(state["nodes"])
    said = [f"the text of {node['id']} does not fit: {node['label']!r}"
            for node in nodes if node.get("clipped")]
    aims = [node for node in nodes if node["role"] in AIMED_AT and node["enabled"]]
    for node in aims:
        x, y, width, height = node["rect"]
        if min(width, height) < least and not cut_by_scrolling(node["rect"], nodes, state["size"]):
            said.append(f"{node['id']} is {width}x{height}, under {least:.0f} pixels")
    solid = [node for node in aims if not node["id"].startswith(FREE)]
    for place, one in enumerate(solid):
        for other in solid[place + 1:]:
            apart = contains(one["rect"], other["rect"]) or overlap(one["rect"], other["rect"]) <= 1
            if not apart:
                said.append(f"{one['id']} {one['rect']} and {other['id']} {other['rect']} overlap")
    return said


def check(state):
    said = faults(state)
    if said:
        raise Failed(f"on screen {state['screen']} at {state['size']}: " + "; ".join(said))
