/// An expression as instructions, with each repeat written out.
struct ExpressionProgram {
    enum Instruction: Hashable {
        /// Goes on behind the next character if the test of this number holds for it.
        case take(Int)
        /// Goes on if it holds.
        case assert(ExpressionNode.Assertion)
        /// Goes on with the next instruction and with that one.
        case split(Int)
        case jump(Int)
        case found
    }

    private(set) var instructions: [Instruction] = []
    /// The tests of characters, each once: the copies of a repeat share it.
    private(set) var tests: [CharacterTest] = []
    private var numbers: [CharacterTest: Int] = [:]

    /// - Complexity: O(size of the node), which the parser bounds.
    init(_ node: ExpressionNode) {
        append(node)
        instructions.append(.found)
    }

    private mutating func append(_ node: ExpressionNode) {
        switch node.form {
        case .one(let test): instructions.append(.take(number(of: test)))
        case .assertion(let assertion): instructions.append(.assert(assertion))
        case .sequence(let parts): for part in parts { append(part) }
        case .choice(let branches): append(choice: branches)
        case .repeated(let node, let least, let most): append(node, least: least, most: most)
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

    private mutating func append(_ node: ExpressionNode, least: Int, most: Int?) {
        var start = instructions.count
        for _ in 0..<least {
            start = instructions.count
            append(node)
        }
        if let most {
            var splits: [Int] = []
            for _ in least..<most {
                splits.append(reserve())
                append(node)
            }
            for split in splits { instructions[split] = .split(instructions.count) }
        } else if least > 0 {
            instructions.append(.split(start))
        } else {
            let split = reserve()
            append(node)
            instructions.append(.jump(split))
            instructions[split] = .split(instructions.count)
        }
    }

    /// A place for an instruction whose target isn't known yet.
    private mutating func reserve() -> Int {
        instructions.append(.found)
        return instructions.count - 1
    }

    private mutating func number(of test: CharacterTest) -> Int {
        if let number = numbers[test] { return number }
        numbers[test] = tests.count
        tests.append(test)
        return tests.count - 1
    }
}
