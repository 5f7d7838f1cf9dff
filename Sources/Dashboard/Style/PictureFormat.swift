import Canvas

/// What a saved screen is made of; the end of a file's name says which.
enum PictureFormat: String, CaseIterable {
    case svg, ansi, txt

    init?(file: String) {
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return nil }
        self.init(rawValue: file[file.index(after: dot)...].lowercased())
    }

    func text(of frame: Frame, on background: Background?, title: String) -> String {
        switch self {
        case .svg: frame.svg(look: background == .light ? .light : .dark, title: "launchtop: \(title)")
        case .ansi: frame.ansi()
        case .txt: frame.lines.joined(separator: "\n") + "\n"
        }
    }
}
