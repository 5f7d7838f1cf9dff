public import Canvas

/// The file format of a screenshot, chosen by the file extension.
public enum PictureFormat: String, Sendable {
    case svg, png, ansi, txt

    /// Returns the format for a file's extension, or `nil` if there is none.
    public init?(file: String) {
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return nil }
        self.init(rawValue: file[file.index(after: dot)...].lowercased())
    }

    /// Returns a frame as text in this format. For PNG, returns an SVG image, which the caller converts.
    public func text(of frame: Frame, in theme: Theme, title: String) -> String {
        switch self {
        case .svg, .png: frame.svg(theme: theme.picture, title: "launchtop: \(title)")
        case .ansi: frame.ansi()
        case .txt: frame.lines.joined(separator: "\n") + "\n"
        }
    }
}
