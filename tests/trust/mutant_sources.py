"""Source files in which every mutant is a branch: `if crate::mutated(NUMBER) { what it does } else { what stood there }`.

Needs the Python packages tree-sitter and tree-sitter-rust.
"""
import tree_sitter
import tree_sitter_rust

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))


class Source:
    """A source file with its mutants."""

    def __init__(self, path, mutants):
        self.path = path
        self.text = path.read_bytes()
        self.tree = PARSER.parse(self.text)
        self.mutants = mutants
        self.lines = [0]
        for line in self.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def offset(self, point):
        """Lines and columns count from 1; columns are characters."""
        start = self.lines[point["line"] - 1]
        line = self.text[start : self.lines[point["line"]]].decode()
        return start + len(line[: point["column"] - 1].encode())

    def span(self, mutant):
        return self.offset(mutant["span"]["start"]), self.offset(mutant["span"]["end"])

    def write(self, left_out):
        """The file with a branch for each mutant but those that are left out, which number the others' branches
        by where they are in what was written: (start, end, number)."""
        self.plan = {}
        self.inserted = {}
        placed = set()
        for number, mutant in self.mutants.items():
            if number in left_out:
                continue
            start, end = self.span(mutant)
            genre = mutant["genre"]
            if genre == "FnValue" and (mutant["function"]["return_type"] or "").startswith("-> impl"):
                # Two branches can't return two types.
                left_out[number] = "apart"
            elif genre == "FnValue":
                self.inserted.setdefault(start, []).append(number)
                placed.add(number)
            elif (node := self.find(start, end, genre)) is not None:
                self.plan.setdefault((node.start_byte, node.end_byte, node.type), []).append(number)
                placed.add(number)
        self.ranges = []
        self.output = bytearray()
        self.render(self.tree.root_node)
        self.path.write_bytes(bytes(self.output))
        return placed

    def find(self, start, end, genre):
        """The node of the syntax tree that a mutant changes."""
        node = self.tree.root_node.descendant_for_byte_range(start, end)
        wanted = {
            "BinaryOperator": ("binary_expression", "compound_assignment_expr"),
            "UnaryOperator": ("unary_expression",),
            "MatchArm": ("match_arm",),
            "MatchArmGuard": ("match_arm",),
        }.get(genre, ())
        while node is not None and node.type not in wanted:
            node = node.parent
        if node is None:
            return None
        if genre == "BinaryOperator":
            operator = node.child_by_field_name("operator") or node.children[1]
            return node if (operator.start_byte, operator.end_byte) == (start, end) else None
        if genre == "UnaryOperator":
            return node if node.start_byte == start else None
        return node

    def original(self, node):
        return self.text[node.start_byte : node.end_byte]

    def render(self, node):
        numbers = self.plan.get((node.start_byte, node.end_byte, node.type), [])
        begin = len(self.output)
        if node.type in ("binary_expression", "compound_assignment_expr", "unary_expression") and numbers:
            self.render_operator(node, numbers)
        elif node.type == "match_arm" and numbers:
            self.render_arm(node, numbers)
        else:
            self.render_children(node)
        for number in numbers:
            self.ranges.append((begin, len(self.output), number))

    def render_children(self, node, without=()):
        place = node.start_byte
        if not node.children:
            self.copy(place, node.end_byte)
            return
        for child in node.children:
            self.copy(place, child.start_byte)
            self.render(child)
            place = child.end_byte
        self.copy(place, node.end_byte)

    def copy(self, start, end):
        """The text, with the early returns of mutated functions."""
        for place in sorted(at for at in self.inserted if start <= at < end or start == at == end):
            self.output += self.text[start:place]
            start = place
            for number in self.inserted.pop(place):
                begin = len(self.output)
                replacement = self.mutants[number]["replacement"]
                self.output += f"if crate::mutated({number}) {{ return {replacement}; }} ".encode()
                self.ranges.append((begin, len(self.output), number))
        self.output += self.text[start:end]

    def render_operator(self, node, numbers):
        self.output += b"("
        for number in numbers:
            begin = len(self.output)
            start, end = self.span(self.mutants[number])
            replaced = self.text[node.start_byte : start] + self.mutants[number]["replacement"].encode()
            replaced += self.text[end : node.end_byte]
            self.output += f"if crate::mutated({number}) {{ ".encode() + replaced + b" } else "
            self.ranges.append((begin, len(self.output), number))
        self.output += b"{ "
        self.render_children(node)
        self.output += b" })"

    def render_arm(self, node, numbers):
        pattern = node.child_by_field_name("pattern")
        guard = pattern.child_by_field_name("condition")
        deleted = [n for n in numbers if self.mutants[n]["genre"] == "MatchArm"]
        guards = [n for n in numbers if self.mutants[n]["genre"] == "MatchArmGuard"]
        conditions = [f"!crate::mutated({number})".encode() for number in deleted]
        place = node.start_byte
        for child in node.children:
            self.copy(place, child.start_byte)
            place = child.end_byte
            if child != pattern:
                self.render(child)
                continue
            end = pattern.children[-1].start_byte if guard is not None else pattern.end_byte
            if guard is not None:
                end = next(c.start_byte for c in pattern.children if c.type == "if")
            self.output += self.text[pattern.start_byte : end]
            self.output += b" if " + b" && ".join(conditions)
            if guard is not None:
                self.output += b" && (" if conditions else b" ("
                for number in guards:
                    replacement = self.mutants[number]["replacement"]
                    self.output += f"if crate::mutated({number}) {{ {replacement} }} else ".encode()
                self.output += b"{ "
                self.render(guard)
                self.output += b" })"
        self.copy(place, node.end_byte)

    def blame_match(self, start):
        """The arms that may be taken out of the match over what stands here: what is left does not cover it."""
        node = PARSER.parse(bytes(self.output)).root_node.descendant_for_byte_range(start, start + 1)
        while node is not None and node.type != "match_expression":
            node = node.parent
        if node is None:
            return set()
        return {
            number
            for s, e, number in self.ranges
            if node.start_byte <= s and e <= node.end_byte and self.mutants[number]["genre"] == "MatchArm"
        }

    def blame(self, start, end):
        """The mutants of the shortest branch that the compiler's complaint is about."""
        touching = [(e - s, n) for s, e, n in self.ranges if s <= start and end <= e]
        touching = touching or [(e - s, n) for s, e, n in self.ranges if s < end and start < e]
        if not touching:
            return set()
        least = min(length for length, _ in touching)
        return {number for length, number in touching if length == least}
