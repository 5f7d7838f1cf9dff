/// Regular expressions as far as they can be matched while somebody types.
///
/// Swift's matcher goes back and forth and has no limit of steps. So what makes it slow is refused: a repetition inside
/// of a repeated group, and more than three repetitions without end. Names are looked at as far as `longestText`.
enum FilterExpression {
    struct Problem: Error {
        var sentence: String
    }

    static let longestText = 80
    private static let mostRepetitions = 3

    static func regex(_ pattern: String) -> Result<Regex<AnyRegexOutput>, Problem> {
        if let refusal = refusal(of: pattern) { return .failure(Problem(sentence: refusal)) }
        do {
            return .success(try Regex(pattern).ignoresCase())
        } catch {
            return .failure(Problem(sentence: "re:\(pattern) is not complete yet, or no expression"))
        }
    }

    /// Why a pattern is not taken.
    private static func refusal(of pattern: String) -> String? {
        var repetitions = 0
        // For each open group, whether something in it repeats.
        var groups: [Bool] = []
        var closedRepeats = false
        var isEscaped = false
        for character in pattern {
            defer { isEscaped = !isEscaped && character == "\\" }
            guard !isEscaped else {
                if character.isNumber { return "re: knows no references such as \\\(character)" }
                continue
            }
            switch character {
            case "(": groups.append(false)
            case ")": closedRepeats = groups.popLast() ?? false
            case "*", "+", "{":
                repetitions += 1
                if closedRepeats { return "re: takes no repetition inside of a repeated group" }
                for index in groups.indices { groups[index] = true }
            default: break
            }
            if character != ")" { closedRepeats = false }
        }
        return repetitions > mostRepetitions ? "re: takes at most \(mostRepetitions) repetitions" : nil
    }
}
