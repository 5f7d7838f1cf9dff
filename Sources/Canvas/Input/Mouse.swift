/// A mouse action at a cell, which may be outside the screen.
public struct Mouse: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case press
        case drag
        case release
        case wheelUp
        case wheelDown
    }

    public var action: Action
    public var point: Point

    public init(_ action: Action, at point: Point) {
        self.action = action
        self.point = point
    }
}
