import Canvas
import Testing

@Suite("Text fields")
struct TextFieldTests {
    @Test(
        "editing keys change the text in a text field",
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
