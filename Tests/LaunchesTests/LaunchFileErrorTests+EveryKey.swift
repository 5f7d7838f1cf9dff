import Testing

/// Tests that damage every key of a launch file in the same way.
extension LaunchFileErrorTests {
    @Test("a value of the wrong type for any key in a launch file is reported with its line and key")
    func types() {
        for (index, line) in Self.lines.enumerated() where !line.hasPrefix("[") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            let key = line[..<equals.lowerBound]
            var lines = Self.lines
            lines[index] = "\(key) = \(line.hasSuffix("]") || line.hasSuffix("}") ? "true" : "{ odd = [[]] }")"
            let errors = Self.errors(lines)
            #expect(
                errors.contains { $0.hasPrefix("x.toml:\(index + 1):") && $0.contains(" \(key): ") },
                "\(lines[index]): \(errors)"
            )
        }
    }

    @Test("a misspelled key anywhere in a launch file is reported with its line")
    func names() {
        for (index, line) in Self.lines.enumerated() where !line.hasPrefix("[") && !line.hasPrefix("format") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            let key = line[..<equals.lowerBound]
            var lines = Self.lines
            lines[index] = "\(key)x\(line[equals.lowerBound...])"
            let errors = Self.errors(lines)
            let isReported = errors.contains {
                $0.hasPrefix("x.toml:\(index + 1):") && $0.contains("unknown key \"\(key)x\"")
            }
            #expect(isReported, "\(lines[index]): \(errors)")
        }
    }

    @Test("a launch file without one of its required keys causes an error that names the key")
    func missing() {
        let required = ["format", "id", "name", "store", "storefronts", "day0", "access"]
        for key in required {
            var lines = Self.lines
            lines.removeAll { $0 == Self.lines.first { $0.hasPrefix("\(key) = ") } }
            #expect(Self.errors(lines).contains { $0.contains("missing key \"\(key)\"") }, "\(key)")
        }
        for (table, keys) in [
            ("[sources.a]", ["name", "published"]), ("[[availability]]", ["on", "storefronts", "source"]),
            ("[[delisted]]", ["on", "storefronts", "kind", "source"]),
            ("[[figures]]", ["metric", "value", "kind", "source"]), ("[[events]]", ["on", "text", "source"]),
        ] {
            for key in keys {
                var lines = Self.lines
                guard let start = lines.firstIndex(of: table),
                    let index = lines[start...].firstIndex(where: { $0.hasPrefix("\(key) = ") })
                else { continue }
                lines.remove(at: index)
                let errors = Self.errors(lines)
                #expect(errors.contains { $0.contains("missing key \"\(key)\"") }, "\(table) \(key): \(errors)")
            }
        }
    }
}
