/// One run of a program through a text, with all of its states at once: no state is entered twice at one position.
struct ExpressionSearch {
    private let program: ExpressionProgram
    /// Instructions looked at so far.
    private(set) var steps = 0
    /// The instructions that wait for the next character.
    private var waiting: [Int] = []
    /// The instructions that are still to be entered at this position.
    private var open: [Int] = []
    /// For each instruction the position at which it was last entered.
    private var entered: [Int]
    /// For each test the position at which it was last made, and what came of it.
    private var tested: [(position: Int, holds: Bool)]

    init(_ program: ExpressionProgram) {
        self.program = program
        entered = Array(repeating: -1, count: program.instructions.count)
        tested = Array(repeating: (-1, false), count: program.tests.count)
    }

    /// Whether some part of the first `limit` characters matches.
    ///
    /// - Complexity: O(characters · instructions).
    mutating func find(in text: [CaselessCharacter], searching limit: Int) -> Bool {
        let end = min(text.count, limit)
        var states: [Int] = []
        for position in 0...end {
            // A match can start at every position.
            if enter(0, at: position, in: text) { return true }
            guard position < end else { break }
            swap(&states, &waiting)
            waiting.removeAll(keepingCapacity: true)
            for state in states {
                guard case .take(let test) = program.instructions[state],
                    holds(test, for: text[position], at: position)
                else { continue }
                if enter(state + 1, at: position + 1, in: text) { return true }
            }
        }
        return false
    }

    /// Follows what needs no character, up to the instructions that do.
    ///
    /// - Returns: whether that is a match.
    private mutating func enter(_ start: Int, at position: Int, in text: [CaselessCharacter]) -> Bool {
        open.removeAll(keepingCapacity: true)
        open.append(start)
        while let state = open.popLast() {
            guard entered[state] < position else { continue }
            entered[state] = position
            steps += 1
            switch program.instructions[state] {
            case .take: waiting.append(state)
            case .assert(let assertion):
                if Self.holds(assertion, at: position, in: text) { open.append(state + 1) }
            case .split(let other):
                open.append(other)
                open.append(state + 1)
            case .jump(let target): open.append(target)
            case .found: return true
            }
        }
        return false
    }

    private mutating func holds(_ test: Int, for character: CaselessCharacter, at position: Int) -> Bool {
        if tested[test].position < position {
            tested[test] = (position, program.tests[test].holds(for: character))
        }
        return tested[test].holds
    }

    private static func holds(
        _ assertion: ExpressionNode.Assertion,
        at position: Int,
        in text: [CaselessCharacter]
    ) -> Bool {
        switch assertion {
        case .start: position == 0
        case .end: position == text.count
        case .wordBoundary: isWordBoundary(position, in: text)
        case .noWordBoundary: !isWordBoundary(position, in: text)
        }
    }

    private static func isWordBoundary(_ position: Int, in text: [CaselessCharacter]) -> Bool {
        let isAfterWord = position > 0 && text[position - 1].isOfWord
        let isBeforeWord = position < text.count && text[position].isOfWord
        return isAfterWord != isBeforeWord
    }
}
