/// The prompt templates that Byline comes with, as they stand in this folder. A file of the same name in a user's folder takes the
/// place of one.
public enum BuiltInPrompts {
    /// File names with their text.
    public static let files: [(name: String, text: String)] = [
        ("generate.md", text(PackageResources.generate_md)),
        ("judge.md", text(PackageResources.judge_md)),
        ("repair.md", text(PackageResources.repair_md)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
