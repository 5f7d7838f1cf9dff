/// Countries by code, three-letter code (ISO 3166-1 alpha-3, as StoreKit and App Store Connect write them) and English
/// name.
enum StorefrontNames {
    struct Row: Sendable {
        let code: String
        let alpha3: String
        let name: String

        init(_ code: String, _ alpha3: String, _ name: String) {
            self.code = code
            self.alpha3 = alpha3
            self.name = name
        }
    }

    /// Apple's storefronts, sorted by code: the 175 that Apple's media API listed in 2026. `xk` (Kosovo) isn't in ISO
    /// 3166-1.
    static let apple: [Row] = [
        Row("ae", "ARE", "United Arab Emirates"),
        Row("af", "AFG", "Afghanistan"),
        Row("ag", "ATG", "Antigua and Barbuda"),
        Row("ai", "AIA", "Anguilla"),
        Row("al", "ALB", "Albania"),
        Row("am", "ARM", "Armenia"),
        Row("ao", "AGO", "Angola"),
        Row("ar", "ARG", "Argentina"),
        Row("at", "AUT", "Austria"),
        Row("au", "AUS", "Australia"),
        Row("az", "AZE", "Azerbaijan"),
        Row("ba", "BIH", "Bosnia and Herzegovina"),
        Row("bb", "BRB", "Barbados"),
        Row("be", "BEL", "Belgium"),
        Row("bf", "BFA", "Burkina Faso"),
        Row("bg", "BGR", "Bulgaria"),
        Row("bh", "BHR", "Bahrain"),
        Row("bj", "BEN", "Benin"),
        Row("bm", "BMU", "Bermuda"),
        Row("bn", "BRN", "Brunei"),
        Row("bo", "BOL", "Bolivia"),
        Row("br", "BRA", "Brazil"),
        Row("bs", "BHS", "Bahamas"),
        Row("bt", "BTN", "Bhutan"),
        Row("bw", "BWA", "Botswana"),
        Row("by", "BLR", "Belarus"),
        Row("bz", "BLZ", "Belize"),
        Row("ca", "CAN", "Canada"),
        Row("cd", "COD", "DR Congo"),
        Row("cg", "COG", "Republic of the Congo"),
        Row("ch", "CHE", "Switzerland"),
        Row("ci", "CIV", "Côte d’Ivoire"),
        Row("cl", "CHL", "Chile"),
        Row("cm", "CMR", "Cameroon"),
        Row("cn", "CHN", "China"),
        Row("co", "COL", "Colombia"),
        Row("cr", "CRI", "Costa Rica"),
        Row("cv", "CPV", "Cape Verde"),
        Row("cy", "CYP", "Cyprus"),
        Row("cz", "CZE", "Czechia"),
        Row("de", "DEU", "Germany"),
        Row("dk", "DNK", "Denmark"),
        Row("dm", "DMA", "Dominica"),
        Row("do", "DOM", "Dominican Republic"),
        Row("dz", "DZA", "Algeria"),
        Row("ec", "ECU", "Ecuador"),
        Row("ee", "EST", "Estonia"),
        Row("eg", "EGY", "Egypt"),
        Row("es", "ESP", "Spain"),
        Row("fi", "FIN", "Finland"),
        Row("fj", "FJI", "Fiji"),
        Row("fm", "FSM", "Micronesia"),
        Row("fr", "FRA", "France"),
        Row("ga", "GAB", "Gabon"),
        Row("gb", "GBR", "United Kingdom"),
        Row("gd", "GRD", "Grenada"),
        Row("ge", "GEO", "Georgia"),
        Row("gh", "GHA", "Ghana"),
        Row("gm", "GMB", "Gambia"),
        Row("gr", "GRC", "Greece"),
        Row("gt", "GTM", "Guatemala"),
        Row("gw", "GNB", "Guinea-Bissau"),
        Row("gy", "GUY", "Guyana"),
        Row("hk", "HKG", "Hong Kong"),
        Row("hn", "HND", "Honduras"),
        Row("hr", "HRV", "Croatia"),
        Row("hu", "HUN", "Hungary"),
        Row("id", "IDN", "Indonesia"),
        Row("ie", "IRL", "Ireland"),
        Row("il", "ISR", "Israel"),
        Row("in", "IND", "India"),
        Row("iq", "IRQ", "Iraq"),
        Row("is", "ISL", "Iceland"),
        Row("it", "ITA", "Italy"),
        Row("jm", "JAM", "Jamaica"),
        Row("jo", "JOR", "Jordan"),
        Row("jp", "JPN", "Japan"),
        Row("ke", "KEN", "Kenya"),
        Row("kg", "KGZ", "Kyrgyzstan"),
        Row("kh", "KHM", "Cambodia"),
        Row("kn", "KNA", "Saint Kitts and Nevis"),
        Row("kr", "KOR", "South Korea"),
        Row("kw", "KWT", "Kuwait"),
        Row("ky", "CYM", "Cayman Islands"),
        Row("kz", "KAZ", "Kazakhstan"),
        Row("la", "LAO", "Laos"),
        Row("lb", "LBN", "Lebanon"),
        Row("lc", "LCA", "Saint Lucia"),
        Row("lk", "LKA", "Sri Lanka"),
        Row("lr", "LBR", "Liberia"),
        Row("lt", "LTU", "Lithuania"),
        Row("lu", "LUX", "Luxembourg"),
        Row("lv", "LVA", "Latvia"),
        Row("ly", "LBY", "Libya"),
        Row("ma", "MAR", "Morocco"),
        Row("md", "MDA", "Moldova"),
        Row("me", "MNE", "Montenegro"),
        Row("mg", "MDG", "Madagascar"),
        Row("mk", "MKD", "North Macedonia"),
        Row("ml", "MLI", "Mali"),
        Row("mm", "MMR", "Myanmar"),
        Row("mn", "MNG", "Mongolia"),
        Row("mo", "MAC", "Macao"),
        Row("mr", "MRT", "Mauritania"),
        Row("ms", "MSR", "Montserrat"),
        Row("mt", "MLT", "Malta"),
        Row("mu", "MUS", "Mauritius"),
        Row("mv", "MDV", "Maldives"),
        Row("mw", "MWI", "Malawi"),
        Row("mx", "MEX", "Mexico"),
        Row("my", "MYS", "Malaysia"),
        Row("mz", "MOZ", "Mozambique"),
        Row("na", "NAM", "Namibia"),
        Row("ne", "NER", "Niger"),
        Row("ng", "NGA", "Nigeria"),
        Row("ni", "NIC", "Nicaragua"),
        Row("nl", "NLD", "Netherlands"),
        Row("no", "NOR", "Norway"),
        Row("np", "NPL", "Nepal"),
        Row("nr", "NRU", "Nauru"),
        Row("nz", "NZL", "New Zealand"),
        Row("om", "OMN", "Oman"),
        Row("pa", "PAN", "Panama"),
        Row("pe", "PER", "Peru"),
        Row("pg", "PNG", "Papua New Guinea"),
        Row("ph", "PHL", "Philippines"),
        Row("pk", "PAK", "Pakistan"),
        Row("pl", "POL", "Poland"),
        Row("pt", "PRT", "Portugal"),
        Row("pw", "PLW", "Palau"),
        Row("py", "PRY", "Paraguay"),
        Row("qa", "QAT", "Qatar"),
        Row("ro", "ROU", "Romania"),
        Row("rs", "SRB", "Serbia"),
        Row("ru", "RUS", "Russia"),
        Row("rw", "RWA", "Rwanda"),
        Row("sa", "SAU", "Saudi Arabia"),
        Row("sb", "SLB", "Solomon Islands"),
        Row("sc", "SYC", "Seychelles"),
        Row("se", "SWE", "Sweden"),
        Row("sg", "SGP", "Singapore"),
        Row("si", "SVN", "Slovenia"),
        Row("sk", "SVK", "Slovakia"),
        Row("sl", "SLE", "Sierra Leone"),
        Row("sn", "SEN", "Senegal"),
        Row("sr", "SUR", "Suriname"),
        Row("st", "STP", "São Tomé and Príncipe"),
        Row("sv", "SLV", "El Salvador"),
        Row("sz", "SWZ", "Eswatini"),
        Row("tc", "TCA", "Turks and Caicos Islands"),
        Row("td", "TCD", "Chad"),
        Row("th", "THA", "Thailand"),
        Row("tj", "TJK", "Tajikistan"),
        Row("tm", "TKM", "Turkmenistan"),
        Row("tn", "TUN", "Tunisia"),
        Row("to", "TON", "Tonga"),
        Row("tr", "TUR", "Türkiye"),
        Row("tt", "TTO", "Trinidad and Tobago"),
        Row("tw", "TWN", "Taiwan"),
        Row("tz", "TZA", "Tanzania"),
        Row("ua", "UKR", "Ukraine"),
        Row("ug", "UGA", "Uganda"),
        Row("us", "USA", "United States"),
        Row("uy", "URY", "Uruguay"),
        Row("uz", "UZB", "Uzbekistan"),
        Row("vc", "VCT", "Saint Vincent and the Grenadines"),
        Row("ve", "VEN", "Venezuela"),
        Row("vg", "VGB", "British Virgin Islands"),
        Row("vn", "VNM", "Vietnam"),
        Row("vu", "VUT", "Vanuatu"),
        Row("xk", "XKX", "Kosovo"),
        Row("ye", "YEM", "Yemen"),
        Row("za", "ZAF", "South Africa"),
        Row("zm", "ZMB", "Zambia"),
        Row("zw", "ZWE", "Zimbabwe"),
    ]

    /// The storefronts of Google Play: Apple's, followed by the other countries of ISO 3166-1.
    static let all: [Row] = apple + beyondApple

    static func rows(in store: Store) -> [Row] {
        switch store {
        case .appStore: apple
        case .googlePlay: all
        }
    }

    static let byCode: [String: Row] = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    private static let appleCodes = Set(apple.map(\.code))

    /// Returns the code of the country with a folded code, name or alias; `nil` if the store has no storefront there.
    static func code(of folded: String, in store: Store) -> String? {
        guard let code = byName[folded], store == .googlePlay || appleCodes.contains(code) else { return nil }
        return code
    }

    /// Country codes by folded code, name or alias.
    private static let byName: [String: String] = {
        var codes = aliases
        for row in all {
            for word in [row.code, row.alpha3, row.name] { codes[FoldedText.folded(word)] = row.code }
        }
        return codes
    }()

    /// Common aliases, folded. `uk` and `el` are codes used by the European Union.
    private static let aliases: [String: String] = [
        "uk": "gb", "el": "gr",
        "america": "us", "unitedstatesofamerica": "us", "britain": "gb", "greatbritain": "gb", "england": "gb",
        "korea": "kr", "republicofkorea": "kr", "turkey": "tr", "czechrepublic": "cz", "ivorycoast": "ci",
        "caboverde": "cv", "swaziland": "sz", "burma": "mm", "macedonia": "mk", "holland": "nl", "uae": "ae",
        "emirates": "ae", "russianfederation": "ru", "macau": "mo", "mainlandchina": "cn", "thebahamas": "bs",
        "thegambia": "gm", "thenetherlands": "nl", "congo": "cg", "democraticrepublicofthecongo": "cd",
        "eire": "ie", "bosnia": "ba", "bruneidarussalam": "bn",
        "stkittsandnevis": "kn", "stlucia": "lc", "stvincentandthegrenadines": "vc", "saotome": "st",
        "vatican": "va", "easttimor": "tl",
    ]

    /// Two-letter codes that people mistake for storefronts, mostly language codes, and the storefronts they may mean.
    static let meant: [String: [String]] = [
        "su": ["ru"], "ja": ["jp"], "ko": ["kr"], "zh": ["cn"], "cs": ["cz"], "da": ["dk"], "sp": ["es"],
        "en": ["us", "gb"],
    ]
}
