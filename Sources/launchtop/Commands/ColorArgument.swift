import ArgumentParser
import Settings

/// The value of the `--color` option: when to use colors.
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
