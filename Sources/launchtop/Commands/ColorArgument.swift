import ArgumentParser
import Settings

/// When to use colors, on the command line.
enum ColorArgument: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var use: DisplaySettings.ColorUse {
        switch self {
        case .auto: .auto
        case .always: .always
        case .never: .never
        }
    }
}
