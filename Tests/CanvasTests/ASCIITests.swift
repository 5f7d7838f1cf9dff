import Canvas
import Testing

@Suite("Converting frames to ASCII")
struct ASCIITests {
    @Test(
        "in ASCII, ≥ and ≤ become >= and <= if a nearby space makes room, and > and < otherwise",
        arguments: [
            ("   ≥80", "  >=80"), ("  ≤5", " <=5"), ("≥ 63 %", ">=63 %"), ("done ≥ 63 %", "done >=63 %"),
            ("app ≥80", "app>=80"), ("  ~≥500k", " ~>=500k"), ("\"≥1M", "\">1M"), ("≥80", ">80"), ("  ≥", " >="),
            ("a  ≥7  b  ≤9", "a >=7  b <=9"), ("微 ≥8", "? >=8"), ("x≥", "x>"), ("≥≤", "><"),
        ]
    )
    func comparisons(text: String, expected: String) {
        var frame = Frame(size: Size(columns: displayWidth(text), rows: 1))
        frame.write(text, in: frame.region)
        #expect(frame.inASCII().lines == [expected])
        #expect(frame.inASCII().size == frame.size)
    }

    @Test("in ASCII, a ~ that moves to make room for >= keeps its style")
    func looks() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        let (mark, sign) = (Style(.palette(1)), Style(.palette(2)))
        frame.write(
            [StyledText("  "), StyledText("~", mark), StyledText("≥", sign), StyledText("5k", sign)],
            in: frame.region
        )
        let spelled = frame.inASCII()
        #expect(spelled.lines == [" ~>=5k"])
        #expect((1...5).map { spelled[$0, 0].style } == [mark, sign, sign, sign, sign])
    }
}
