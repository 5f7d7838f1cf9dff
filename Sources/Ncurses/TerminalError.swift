/// Why there can be no screen.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownType(String)
    case cannotPlaceCursor(String)
    case noDescriptor

    public var description: String {
        switch self {
        case .unknownType(let name): "the terminal type “\(name)” (TERM) is not known here, nor is xterm or ansi"
        case .cannotPlaceCursor(let name): "the terminal type “\(name)” (TERM) cannot place its cursor"
        case .noDescriptor: "the system has no file descriptors left"
        }
    }
}
