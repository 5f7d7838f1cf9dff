import Canvas
import Testing

@Suite("Pasted text as one line")
struct PastedLineTests {
    @Test(
        "in pasted text, a run of line breaks and tabs becomes one space, or is removed at either end",
        arguments: [
            ("Quill\nInk", "Quill Ink"), ("Quill\rInk", "Quill Ink"), ("Quill\r\nInk\r\n", "Quill Ink"),
            ("Quill\tInk", "Quill Ink"), ("Quill\n\n\r\n\tInk", "Quill Ink"), ("Quill \n  Ink", "Quill Ink"),
            ("\n\t Quill", "Quill"), ("Quill \n", "Quill"), ("Quill\u{B}Ink\u{C}Pen", "Quill Ink Pen"),
            ("Quill\u{85}Ink\u{2028}Pen\u{2029}Nib", "Quill Ink Pen Nib"), ("\n", ""), (" \r\n\t ", ""), ("", ""),
        ]
    )
    func breaks(pasted: String, line: String) { #expect(PastedLine(pasted).text == line) }

    @Test(
        "pasted text keeps spaces that aren't next to a line break and loses control characters",
        arguments: [
            ("new  york", "new  york"), ("  sora ", "  sora "), ("So\u{1B}[31mra", "So[31mra"),
            ("So\u{0}\u{7F}\u{9B}ra", "Sora"),
            ("a\u{7}\nb", "a b"), ("微信\n読書 e\u{301}", "微信 読書 e\u{301}"),
        ]
    )
    func others(pasted: String, line: String) { #expect(PastedLine(pasted).text == line) }

    @Test(
        "cleaning a pasted line a second time leaves it unchanged",
        arguments: ["Quill\r\nInk ", "a  b", "\n", String(repeating: "x\n", count: 9000)]
    )
    func again(pasted: String) {
        let once = PastedLine(pasted).text
        #expect(PastedLine(once).text == once)
    }

    @Test(
        "a large paste is truncated to 4,096 Unicode scalars",
        arguments: [
            (String(repeating: "x", count: 100_000), String(repeating: "x", count: 4096)),
            (String(repeating: "x\n", count: 100_000), String(repeating: "x ", count: 2047) + "x"),
            (String(repeating: "\n", count: 100_000) + "x", "x"),
            // Text after a dropped part is dropped too.
            ("x" + String(repeating: " ", count: 100_000) + "y\nz", "x"),
        ]
    )
    func large(pasted: String, line: String) { #expect(PastedLine(pasted).text == line) }
}
