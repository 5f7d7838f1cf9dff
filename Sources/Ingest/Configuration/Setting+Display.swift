import Market

extension SettingsTable {
    static let display: [Setting<Configuration>] = [
        Setting(
            "theme",
            "\"auto\"",
            "auto, dark, light or mono, or the name of a file in the folder themes beside the usual settings.",
            synonyms: ["scheme", "skin", "palette"],
            field: \.display.theme
        ) { reader, key, _ throws(IngestError) in
            let text = try reader.text(key)
            guard ThemeFile.isName(text) else {
                throw reader.fault(key, "“\(text.prefix(80))” is no theme's name: letters, digits, - and _")
            }
            return text
        },
        Setting(
            "ascii",
            "false",
            "Draw with ASCII only.",
            synonyms: ["plain", "unicode", "braille"],
            field: \.display.usesASCII
        ) { reader, key, _ throws(IngestError) in try reader.flag(key) },
        Setting(
            "color",
            "\"auto\"",
            "Use colours: auto, always or never. With auto NO_COLOR is respected.",
            synonyms: ["colour"],
            field: \.display.color
        ) { reader, key, _ throws(IngestError) in
            try reader.value(key, DisplaySettings.ColorUse.init(rawValue:), "auto, always or never")
        },
        Setting(
            "zone",
            "\"UTC\"",
            "The zone that times are shown in: UTC, local, or a name such as Europe/Berlin.",
            synonyms: ["timezone", "time_zone", "tz"],
            field: \.display.zone
        ) { reader, key, _ throws(IngestError) in
            let text = try reader.text(key)
            guard let zone = TimeZoneName.known(text) else { throw reader.fault(key, TimeZoneName.objection(to: text)) }
            return zone
        },
        Setting(
            "mouse",
            "true",
            "Take clicks and the wheel; otherwise they are left to the terminal's own selection of text.",
            field: \.display.usesMouse
        ) { reader, key, _ throws(IngestError) in try reader.flag(key) },
    ]
}
