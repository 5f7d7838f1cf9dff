extension Frame {
    /// Returns the frame for a terminal with fewer colors.
    public func reduced(to depth: Color.Depth) -> Frame {
        guard depth < .direct else { return self }
        var frame = self
        frame.mapCells { ($0, $1.reduced(to: depth)) }
        return frame
    }
}
