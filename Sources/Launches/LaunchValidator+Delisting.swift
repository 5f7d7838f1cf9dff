import Market
import TOML

extension LaunchValidator {
    /// Returns the day on which the app was delisted in a storefront, or `nil` if it wasn't delisted there.
    func departure(of store: Store, in storefront: Storefront) -> Day? {
        launch.delistings.first { entry in
            entry.stores.contains(store) && (entry.storefronts.isEmpty || entry.storefronts.contains(storefront))
        }?.day
    }

    /// Rejects delistings in the future, before day 0, from storefronts where the app wasn't available, and from the
    /// same storefront twice.
    func checkDelistings(into errors: inout ErrorList) {
        var seen: [String: Day] = [:]
        for (table, entry) in reading.delistings {
            let day = entry.day
            if day > today {
                errors.append(table.error("on", "\(day.iso8601) is in the future; today is \(today.iso8601)"))
            } else if day < launch.day0, launch.kind == .launch {
                errors.append(table.error("on", "\(day.iso8601) is before day 0 (\(launch.day0.iso8601))"))
            }
            for store in entry.stores {
                for storefront in entry.storefronts {
                    if let problem = problem(of: store, storefront, left: day) {
                        errors.append(table.error("storefronts", problem))
                    }
                }
                let labels = entry.storefronts.isEmpty ? ["(all storefronts)"] : entry.storefronts.map(\.label)
                for label in labels.map({ "\(store.name) \($0)" }) {
                    if let known = seen[label] {
                        let days = "\(known.iso8601) and \(day.iso8601)"
                        let problem =
                            known == day
                            ? "duplicate delisting from \(label) on \(day.iso8601)"
                            : "conflicting delisting dates for \(label): \(days)"
                        errors.append(table.error("storefronts", "\(problem); keep one"))
                    }
                    seen[label] = seen[label] ?? day
                }
            }
        }
    }

    private func problem(of store: Store, _ storefront: Storefront, left day: Day) -> String? {
        let label = "\(store.name) \(storefront.label)"
        if let came = arrival(of: store, in: storefront), day < came {
            return "the app was not available on \(label) until \(came.iso8601)"
        }
        let isOfLaunch =
            store == launch.store && (launch.storefronts.isEmpty || launch.storefronts.contains(storefront))
        let came = launch.availability.contains { entry in
            entry.stores.contains(store) && (entry.storefronts.isEmpty || entry.storefronts.contains(storefront))
        }
        return isOfLaunch || came ? nil : "the app was never available on \(label) according to this file"
    }
}
