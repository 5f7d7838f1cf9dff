public import Market

extension PollPlan {
    /// The number of seconds by which a source must be overdue for the plan to assume that the machine was asleep.
    static let lateness: Int64 = 60

    /// The time at which to call `next(at:)` if no poll ends before then; `nil` for never. O(1).
    public var wakeUp: Timestamp? {
        var times = [waiting.first?.due]
        if polls.count < limits.concurrentPolls { times += [ready.first?.due, turns.first?.due] }
        return times.compactMap { $0 }.min()
    }

    /// Returns the polls to start now. O(1) if no source is due, O(k log n) if k sources are.
    public mutating func next(at now: Timestamp) -> [Action] {
        adjust(to: now)
        release(at: now)
        var actions: [Action] = []
        while polls.count < limits.concurrentPolls, let number = begin(at: now) { actions.append(.poll(number)) }
        return actions
    }

    /// Moves the sources that are due into the queues of their hosts, or into `ready` if they have no host, and spreads
    /// sources that are late.
    private mutating func release(at now: Timestamp) {
        var late: [SourceID] = []
        while let (number, due) = waiting.first, due <= now {
            _ = waiting.popFirst()
            if now - due > Self.lateness { late.append(number) } else { enqueue(number) }
        }
        if !late.isEmpty { spread(late, from: now) }
    }

    /// Spreads sources that became due while the machine was asleep, in the order of their due times, over a quarter of
    /// their interval, but at most three seconds per source.
    private mutating func spread(_ late: [SourceID], from now: Timestamp) {
        for (index, number) in late.enumerated() {
            guard let interval = sources[number]?.polled.interval else { continue }
            let window = min(interval / 4, 3 * Int64(late.count))
            sources[number]?.due = now + window * Int64(index) / Int64(late.count)
            sources[number]?.cause = .wake
            enqueueWaiting(number)
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
            scheduleHost(host)
        } else {
            ready.set(number, due: source.due)
        }
    }

    /// Starts the poll that is due first, and returns its source; `nil` if no poll may start now.
    private mutating func begin(at now: Timestamp) -> SourceID? {
        let file = ready.first
        if let (host, time) = turns.first, time <= now, file.map({ time <= $0.due }) ?? true {
            guard let number = hosts[host]?.queue.popFirst()?.item else { return nil }
            hosts[host]?.begin(number, at: now)
            scheduleHost(host)
            polls[number] = Poll(host: host)
            return number
        }
        guard let file else { return nil }
        _ = ready.popFirst()
        polls[file.item] = Poll(host: nil)
        return file.item
    }

    /// Updates the time at which the next poll of a host may start.
    mutating func scheduleHost(_ host: String) {
        if let turn = hosts[host]?.turn(limits) { turns.set(host, due: turn) } else { turns.remove(host) }
    }

    /// Makes a source wait until it is due. Does nothing during a poll, since the next poll is scheduled when the
    /// current one ends.
    mutating func enqueueWaiting(_ number: SourceID) {
        guard let source = sources[number], polls[number] == nil else { return }
        waiting.set(number, due: source.due)
    }

    /// Removes a source from all queues.
    mutating func dequeue(_ number: SourceID) {
        waiting.remove(number)
        ready.remove(number)
        guard let host = sources[number]?.polled.host else { return }
        hosts[host]?.queue.remove(number)
        scheduleHost(host)
    }
}
