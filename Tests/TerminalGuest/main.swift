// Takes over a terminal, draws, and exits as instructed, or shows requested content. Tests inspect the terminal
// afterwards.
import Canvas
import Foundation
import Ncurses

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct Thrown: Error {}

/// Recurses until the stack overflows.
func depth(_ level: Int) -> Int { level == 0 ? 0 : depth(level + 1) + level }

/// Runs a closure on another thread and waits for it.
func onThread(_ work: @escaping @Sendable () -> Void) {
    let thread = Thread(block: work)
    thread.start()
    while !thread.isFinished { sched_yield() }
}

/// Ends the program in a given way. Some ways use `arguments` so that the optimizer can't predict the failure.
func end(_ way: String, arguments: [String]) throws {
    switch way {
    case "return": return
    case "throw": throw Thrown()
    case "exit": exit(3)
    case "fatalError": fatalError("said before the end")
    case "precondition": precondition(arguments.isEmpty, "said before the end")
    case "index": print([1, 2, 3][arguments.count + 10])
    case "overflow": print(Int.max - 1 + 2 * arguments.count)
    case "nil":
        let absent: Int? = arguments.isEmpty ? 1 : nil
        // swift-format-ignore: NeverForceUnwrap
        print(absent!)
    case "recursion": print(depth(arguments.count))
    case "thread": onThread { _ = [1, 2, 3][arguments.count + 10] }
    case "abort": abort()
    case "segv":
        let nowhere = UnsafeMutablePointer<Int>(bitPattern: 8 * arguments.count)
        nowhere?.pointee = 1
    case let way:
        let signals = ["bus": SIGBUS, "ill": SIGILL, "fpe": SIGFPE, "trap": SIGTRAP, "sys": SIGSYS, "quit": SIGQUIT]
        if let number = signals[way] { raise(number) }
    }
}

/// Returns a frame with one row per name: the name, followed by a bar that must be at the same position in every row.
func table(of names: [String], size: Size) -> Frame {
    var frame = Frame(size: size)
    for (row, name) in names.prefix(size.rows).enumerated() {
        let line = frame.region.row(row)
        frame.write("\(row)", in: Region(x: 0, y: row, width: 4, height: 1))
        frame.write(name, in: Region(x: 4, y: row, width: 40, height: 1))
        frame.write("|end", in: line.inset(left: 45))
    }
    return frame
}

/// Takes over the terminal, draws, waits for a key, and ends. This is a function so that the terminal is restored when
/// it returns.
func run(_ arguments: ArraySlice<String>) throws {
    let what = arguments.first ?? "return"
    var terminal = try Terminal(usesColor: true, usesASCII: false)
    terminal.setMouse(true)
    let size = terminal.size()
    var frame = Frame(size: size)
    switch what {
    case "names":
        let names = try JSONDecoder().decode(
            [String].self,
            from: Data(contentsOf: URL(fileURLWithPath: arguments.last ?? ""))
        )
        frame = table(of: names, size: size)
    case "colors":
        for column in 0..<min(256, size.columns) {
            let cell = Region(x: column, y: 0, width: 1, height: 1)
            frame.write("x", in: cell, style: Style(.rgb(UInt8(column), 80, 200), on: .rgb(0, 0, UInt8(column % 8))))
        }
        for index in 0..<min(16, size.columns) {
            let cell = Region(x: 2 * index, y: 1, width: 1, height: 1)
            frame.write("x", in: cell, style: Style(.palette(UInt8(index))))
        }
    default: FileHandle.standardError.write(Data("said while the screen was open\n".utf8))
    }
    frame.write("guest is here", in: frame.region.row(max(0, size.rows - 1)))
    terminal.show(frame)
    while true {
        guard !terminal.wait(milliseconds: nil).contains(.gone), terminal.endingSignal == nil else { break }
        if terminal.nextInput() != nil { break }
    }
    try end(what, arguments: Array(arguments))
}

try run(CommandLine.arguments.dropFirst())
