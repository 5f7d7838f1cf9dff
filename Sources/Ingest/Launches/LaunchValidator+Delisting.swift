import Market

extension LaunchValidator {
    /// When the app left a storefront, where the file says that it did.
    func departure(of store: Store, in storefront: Storefront) -> Day? {
        launch.delistings.first { entry in
            entry.stores.contains(store) && (entry.storefronts.isEmpty || entry.storefronts.contains(storefront))
        }?.day
    }

    /// An app leaves no storefront in the future, before it came there, without ever having come, or twice.
    func checkDelistings(into faults: inout ErrorList) {
        var seen: [String: Day] = [:]
        for (table, entry) in reading.delistings {
            let day = entry.day
            if day > today {
                faults.note(table.fault("on", "\(day.iso8601) is in the future; today is \(today.iso8601)"))
            } else if day < launch.day0, launch.kind == .launch {
                faults.note(table.fault("on", "\(day.iso8601) is before day 0 (\(launch.day0.iso8601))"))
            }
            for store in entry.stores {
                for storefront in entry.storefronts {
                    if let problem = problem(of: store, storefront, left: day) {
                        faults.note(table.fault("storefronts", problem))
                    }
                }
                let places = entry.storefronts.isEmpty ? ["all storefronts"] : entry.storefronts.map(\.label)
                for place in places.map({ "\(store.name) \($0)" }) {
                    if let known = seen[place], known != day {
                        let words = "the app left \(place) on \(known.iso8601) by this file already"
                        faults.note(table.fault("storefronts", words))
                    }
                    seen[place] = seen[place] ?? day
                }
            }
        }
    }

    private func problem(of store: Store, _ storefront: Storefront, left day: Day) -> String? {
        let place = "\(store.name) \(storefront.label)"
        if let came = arrival(of: store, in: storefront), day < came {
            return "the app came to \(place) on \(came.iso8601), after it left"
        }
        let isOfLaunch =
            store == launch.store && (launch.storefronts.isEmpty || launch.storefronts.contains(storefront))
        let came = launch.availability.contains { entry in
            entry.stores.contains(store) && (entry.storefronts.isEmpty || entry.storefronts.contains(storefront))
        }
        return isOfLaunch || came ? nil : "by this file the app never came to \(place)"
    }
}
