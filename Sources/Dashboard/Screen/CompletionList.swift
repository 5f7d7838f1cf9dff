import Canvas

/// The completions of the prompt, drawn above it.
struct CompletionList {
    let completions: [Completion]
    /// The index of the completion in the prompt, if any.
    let selected: Int?
    let theme: Theme

    func draw(above line: Region, on frame: inout Frame) {
        guard !completions.isEmpty else { return }
        let width = line.width
        let height = completions.count + 1
        let box = Region(x: line.x, y: line.y - height, width: width, height: height)
        guard box.y >= 2 else { return }
        frame.clear(box)
        frame.clickTargets.removeAll()
        frame.rule(in: box.row(0), style: theme.faint)
        let widest = completions.map { displayWidth($0.word) }.max() ?? 0
        let rows = ChoiceRows(labelWidth: min(width / 3 - 2, widest), labelStyle: theme.accent, theme: theme)
        for (index, completion) in completions.enumerated() {
            let row = box.row(index + 1)
            let item = Picker.Item(choice: .line(completion.line), label: completion.word, detail: completion.title)
            rows.draw(item, isSelected: index == selected, in: row, on: &frame)
        }
    }
}
