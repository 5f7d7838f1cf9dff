import Canvas

/// A box centered over the page.
struct Box {
    let title: String
    let width: Int
    let height: Int

    /// Clears and draws the box.
    ///
    /// - Returns: The region inside the box.
    func draw(in body: Region, theme: Theme, on frame: inout Frame) -> Region {
        let width = min(body.width, width)
        let height = min(body.height, height)
        let box = Region(
            x: body.x + (body.width - width) / 2,
            y: body.y + (body.height - height) / 2,
            width: width,
            height: height
        )
        frame.clear(box)
        // While the box is shown, nothing outside it can be clicked.
        frame.clickTargets.removeAll()
        frame.rule(in: box.row(0), style: theme.faint)
        frame.write(" \(title) ", in: box.row(0).inset(left: 2), style: theme.heading)
        frame.rule(in: box.row(height - 1), style: theme.faint)
        return box.inset(left: 2, right: 2, top: 1, bottom: 1)
    }
}
