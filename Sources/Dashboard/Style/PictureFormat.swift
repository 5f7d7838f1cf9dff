import Canvas

/// The file format of a screenshot, chosen by the file extension.
enum PictureFormat: String, CaseIterable {
    case svg, ansi, txt

    init?(file: String) {
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return nil }
        self.init(rawValue: file[file.index(after: dot)...].lowercased())
    }

    func text(of frame: Frame, in theme: Theme, title: String) -> String {
        switch self {
        case .svg: frame.svg(theme: theme.picture, title: "launchtop: \(title)")
        case .ansi: frame.ansi()
        case .txt: frame.lines.joined(separator: "\n") + "\n"
        }
    }
}
