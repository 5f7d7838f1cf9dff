/// An error that occurs when a terminal is opened.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownType(String)
    case cannotPlaceCursor(String)
    case noDescriptor

    public var description: String {
        switch self {
        case .unknownType(let name): "unknown terminal type \"\(name)\" (TERM); try TERM=xterm-256color"
        case .cannotPlaceCursor(let name):
            "terminal type \"\(name)\" (TERM) can't position its cursor; try TERM=xterm-256color"
        case .noDescriptor: "out of file descriptors; raise the limit with ulimit -n"
        }
    }
}
