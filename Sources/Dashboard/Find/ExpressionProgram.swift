/// A regular expression compiled to instructions, with quantifiers expanded.
struct ExpressionProgram {
    enum Instruction: Hashable {
        /// An instruction that consumes a character if the character passes the test with this index.
        case take(Int)
        /// An instruction that continues if the assertion is true.
        case assert(ExpressionNode.Assertion)
        /// An instruction that continues at both the next instruction and the instruction with this index.
        case split(Int)
        case jump(Int)
        case found
    }

    private(set) var instructions: [Instruction] = []
    /// The distinct character tests, shared by the copies of a repeated node.
    private(set) var tests: [CharacterTest] = []
    private var testIndices: [CharacterTest: Int] = [:]

    /// Compiles a parsed expression.
    ///
    /// - Complexity: O(size of the node), which the parser limits.
    init(_ node: ExpressionNode) {
        append(node)
        instructions.append(.found)
    }

    private mutating func append(_ node: ExpressionNode) {
        switch node.form {
        case .one(let test): instructions.append(.take(index(of: test)))
        case .assertion(let assertion): instructions.append(.assert(assertion))
        case .sequence(let parts): for part in parts { append(part) }
        case .choice(let branches): append(choice: branches)
        case .repeated(let node, let minimum, let maximum): append(node, minimum: minimum, maximum: maximum)
        }
    }

    private mutating func append(choice branches: [ExpressionNode]) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let split = reserve()
            append(branch)
            jumps.append(reserve())
            instructions[split] = .split(instructions.count)
        }
        if let last = branches.last { append(last) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func append(_ node: ExpressionNode, minimum: Int, maximum: Int?) {
        var start = instructions.count
        for _ in 0..<minimum {
            start = instructions.count
            append(node)
        }
        if let maximum {
            var splits: [Int] = []
            for _ in minimum..<maximum {
                splits.append(reserve())
                append(node)
            }
            for split in splits { instructions[split] = .split(instructions.count) }
        } else if minimum > 0 {
            instructions.append(.split(start))
        } else {
            let split = reserve()
            append(node)
            instructions.append(.jump(split))
            instructions[split] = .split(instructions.count)
        }
    }

    /// Appends a placeholder for an instruction whose target isn't known yet, and returns its index.
    private mutating func reserve() -> Int {
        instructions.append(.found)
        return instructions.count - 1
    }

    private mutating func index(of test: CharacterTest) -> Int {
        if let index = testIndices[test] { return index }
        testIndices[test] = tests.count
        tests.append(test)
        return tests.count - 1
    }
}
