import Input
import Market
import TOML

extension SettingsTable {
    static let display: [Setting<Configuration>] = [
        Setting(
            "theme",
            "\"auto\"",
            "Theme: auto, dark, light, contrast, ember, fjord, lagoon, plum, sand, mono, or the name of a file in the "
                + "themes folder.",
            synonyms: ["scheme", "skin", "palette"],
            isReloaded: true,
            field: \.display.theme
        ) { reader, key, _ throws(InputError) in
            let text = try reader.text(key)
            guard ThemeFile.isName(text) else {
                throw reader.error(
                    key,
                    "invalid theme name \"\(text.prefix(80))\"; use letters, digits, -, _ and . (not first)"
                )
            }
            return text
        },
        Setting(
            "ascii",
            "false",
            "Use ASCII characters only.",
            synonyms: ["plain", "unicode", "braille"],
            isReloaded: true,
            field: \.display.usesASCII
        ) { reader, key, _ throws(InputError) in try reader.flag(key) },
        Setting(
            "color",
            "\"auto\"",
            "Use color: auto, always or never. auto respects NO_COLOR.",
            synonyms: ["colour"],
            field: \.display.color
        ) { reader, key, _ throws(InputError) in
            try reader.value(key, DisplaySettings.ColorUse.init(rawValue:), "auto, always or never")
        },
        Setting(
            "zone",
            "\"UTC\"",
            "Time zone for displayed times: UTC, local, or a name such as Europe/Berlin.",
            synonyms: ["timezone", "time_zone", "tz"],
            isReloaded: true,
            field: \.display.zone
        ) { reader, key, _ throws(InputError) in
            let text = try reader.text(key)
            guard let zone = TimeZoneName.known(text) else { throw reader.error(key, TimeZoneName.problem(with: text)) }
            return zone
        },
        Setting(
            "mouse",
            "true",
            "Enable the mouse. When disabled, the terminal's own text selection works as usual.",
            isReloaded: true,
            field: \.display.usesMouse
        ) { reader, key, _ throws(InputError) in try reader.flag(key) },
        Setting(
            "reduce_motion",
            "false",
            "Don't highlight ranks for a second when a new snapshot changes them.",
            synonyms: ["animation", "animations", "flash", "reduced_motion"],
            isReloaded: true,
            field: \.display.reducesMotion
        ) { reader, key, _ throws(InputError) in try reader.flag(key) },
    ]
}
