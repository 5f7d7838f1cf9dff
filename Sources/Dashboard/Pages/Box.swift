import Canvas

/// A box in the middle of the page, over what is there.
struct Box {
    let title: String
    let width: Int
    let height: Int

    /// - Returns: the room inside.
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
        // What lies under the box is not to be clicked, nor what lies beside it.
        frame.clickTargets.removeAll()
        frame.rule(in: box.row(0), style: theme.faint)
        frame.write(" \(title) ", in: box.row(0).inset(left: 2), style: theme.heading)
        frame.rule(in: box.row(height - 1), style: theme.faint)
        return box.inset(left: 2, right: 2, top: 1, bottom: 1)
    }
}
