extension Frame {
    /// The same picture for a terminal of fewer colours.
    public func reduced(to depth: Color.Depth) -> Frame {
        guard depth < .direct else { return self }
        var frame = self
        frame.mapCells { ($0, $1.reduced(to: depth)) }
        return frame
    }
}
