/// Apple's genres by id, in English, as its genre service listed them in 2026.
enum GenreNames {
    static let apple: [String: String] = [
        "6000": "Business", "6001": "Weather", "6002": "Utilities", "6003": "Travel", "6004": "Sports",
        "6005": "Social Networking", "6006": "Reference", "6007": "Productivity", "6008": "Photo & Video",
        "6009": "News", "6010": "Navigation", "6011": "Music", "6012": "Lifestyle", "6013": "Health & Fitness",
        "6014": "Games", "6015": "Finance", "6016": "Entertainment", "6017": "Education", "6018": "Books",
        "6020": "Medical", "6021": "Magazines & Newspapers", "6022": "Catalogs", "6023": "Food & Drink",
        "6024": "Shopping", "6025": "Stickers", "6026": "Developer Tools", "6027": "Graphics & Design",
        "7001": "Action", "7002": "Adventure", "7003": "Casual", "7004": "Board", "7005": "Card",
        "7006": "Casino", "7007": "Dice", "7008": "Educational", "7009": "Family", "7011": "Music Games",
        "7012": "Puzzle", "7013": "Racing", "7014": "Role Playing", "7015": "Simulation", "7016": "Sports Games",
        "7017": "Strategy", "7018": "Trivia", "7019": "Word",
    ]
}
