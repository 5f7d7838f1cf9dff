public import Market

extension PollPlan {
    /// Later than this, nobody asked in time: the machine slept.
    static let lateness: Int64 = 60

    /// When to call `next(at:)` if nothing else happens before; `nil` for not at all. O(1).
    public var wakeUp: Timestamp? {
        var times = [waiting.first?.due]
        if polls.count < limits.pollsAtOnce { times += [ready.first?.due, turns.first?.due] }
        return times.compactMap { $0 }.min()
    }

    /// The looks that begin now. O(1) where nothing is due, O(k log n) where k feeds are.
    public mutating func next(at now: Timestamp) -> [Action] {
        follow(now)
        release(at: now)
        var actions: [Action] = []
        while polls.count < limits.pollsAtOnce, let number = begin(at: now) { actions.append(.poll(number)) }
        return actions
    }

    /// Moves the feeds that are due to where they wait for their turn.
    private mutating func release(at now: Timestamp) {
        var late: [SourceID] = []
        while let (number, due) = waiting.first, due <= now {
            _ = waiting.popFirst()
            if now - due > Self.lateness { late.append(number) } else { enqueue(number) }
        }
        if !late.isEmpty { spread(late, from: now) }
    }

    /// Feeds that became due while nobody asked, in the order in which they did: over a quarter of their interval, and
    /// no longer than one each three seconds takes.
    private mutating func spread(_ late: [SourceID], from now: Timestamp) {
        for (index, number) in late.enumerated() {
            guard let interval = sources[number]?.polled.interval else { continue }
            let window = min(interval / 4, 3 * Int64(late.count))
            sources[number]?.due = now + window * Int64(index) / Int64(late.count)
            sources[number]?.cause = .resumption
            settle(number)
        }
        while let (number, due) = waiting.first, due <= now {
            _ = waiting.popFirst()
            enqueue(number)
        }
    }

    private mutating func enqueue(_ number: SourceID) {
        guard let source = sources[number] else { return }
        if let host = source.polled.host {
            hosts[host]?.queue.set(number, due: source.due)
            place(host)
        } else {
            ready.set(number, due: source.due)
        }
    }

    /// Begins the look whose turn is the earliest.
    private mutating func begin(at now: Timestamp) -> SourceID? {
        let file = ready.first
        if let (host, time) = turns.first, time <= now, file.map({ time <= $0.due }) ?? true {
            guard let number = hosts[host]?.queue.popFirst()?.item else { return nil }
            hosts[host]?.begin(number, at: now)
            place(host)
            polls[number] = Poll(host: host)
            return number
        }
        guard let file else { return nil }
        _ = ready.popFirst()
        polls[file.item] = Poll(host: nil)
        return file.item
    }

    /// Notes when a host's next look may begin.
    mutating func place(_ host: String) {
        if let turn = hosts[host]?.turn(limits) { turns.set(host, due: turn) } else { turns.remove(host) }
    }

    /// Lets a feed wait until it is due, unless a look at it is under way, whose end decides.
    mutating func settle(_ number: SourceID) {
        guard let source = sources[number], polls[number] == nil else { return }
        waiting.set(number, due: source.due)
    }

    /// Takes a feed from wherever it waits.
    mutating func withdraw(_ number: SourceID) {
        waiting.remove(number)
        ready.remove(number)
        guard let host = sources[number]?.polled.host else { return }
        hosts[host]?.queue.remove(number)
        place(host)
    }
}
