import Canvas
import Testing

@Suite("Text fields")
struct TextFieldTests {
    @Test(
        "Left, Home, Delete, Backspace, Ctrl-U and Ctrl-W edit the text in a text field",
        arguments: [
            ([Key.character("a"), .character("b"), .left, .character("x")], "axb"),
            ([.character("a"), .character(" "), .character("b"), .control("w")], "a "),
            ([.character("a"), .character("b"), .home, .delete], "b"),
            ([.character("a"), .control("u"), .character("c"), .backspace, .backspace], ""),
        ]
    )
    func typing(keys: [Key], text: String) {
        var field = TextField()
        for key in keys { field.apply(key) }
        #expect(field.text == text)
    }
}
