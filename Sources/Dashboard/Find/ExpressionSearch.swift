/// A search for a compiled expression in a text. It advances all states together and enters each state at most once per
/// position.
struct ExpressionSearch {
    private let program: ExpressionProgram
    /// The number of instructions executed so far.
    private(set) var steps = 0
    /// The indices of the instructions that wait for the next character.
    private var waiting: [Int] = []
    /// The indices of the instructions still to be entered at the current position.
    private var pending: [Int] = []
    /// The position at which each instruction was last entered; -1 if it was never entered.
    private var enteredAt: [Int]
    /// The position and result of the last run of each character test.
    private var testResults: [(position: Int, passed: Bool)]

    init(_ program: ExpressionProgram) {
        self.program = program
        enteredAt = Array(repeating: -1, count: program.instructions.count)
        testResults = Array(repeating: (-1, false), count: program.tests.count)
    }

    /// Returns whether the expression matches a part of the first `limit` characters.
    ///
    /// - Complexity: O(characters · instructions).
    mutating func find(in text: [CaselessCharacter], searching limit: Int) -> Bool {
        let end = min(text.count, limit)
        var states: [Int] = []
        for position in 0...end {
            // A match can start at any position.
            if enter(0, at: position, in: text) { return true }
            guard position < end else { break }
            swap(&states, &waiting)
            waiting.removeAll(keepingCapacity: true)
            for state in states {
                guard case .take(let test) = program.instructions[state],
                    passes(test, text[position], at: position)
                else { continue }
                if enter(state + 1, at: position + 1, in: text) { return true }
            }
        }
        return false
    }

    /// Follows instructions from the one at index `start` up to those that consume a character.
    ///
    /// - Returns: Whether a match was found.
    private mutating func enter(_ start: Int, at position: Int, in text: [CaselessCharacter]) -> Bool {
        pending.removeAll(keepingCapacity: true)
        pending.append(start)
        while let state = pending.popLast() {
            guard enteredAt[state] < position else { continue }
            enteredAt[state] = position
            steps += 1
            switch program.instructions[state] {
            case .take: waiting.append(state)
            case .assert(let assertion):
                if Self.isTrue(assertion, at: position, in: text) { pending.append(state + 1) }
            case .split(let other):
                pending.append(other)
                pending.append(state + 1)
            case .jump(let target): pending.append(target)
            case .found: return true
            }
        }
        return false
    }

    private mutating func passes(_ test: Int, _ character: CaselessCharacter, at position: Int) -> Bool {
        if testResults[test].position < position {
            testResults[test] = (position, program.tests[test].matches(character))
        }
        return testResults[test].passed
    }

    private static func isTrue(
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
        let isAfterWord = position > 0 && text[position - 1].isWordCharacter
        let isBeforeWord = position < text.count && text[position].isWordCharacter
        return isAfterWord != isBeforeWord
    }
}
