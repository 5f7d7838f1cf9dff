import ArgumentParser
import Settings

/// The setting for the use of colors, on the command line.
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
