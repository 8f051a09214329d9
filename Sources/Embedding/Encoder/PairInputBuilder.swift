/// Makes pairs of at most `limit` tokens: `[CLS]` first `[SEP]` second `[SEP]`.
struct PairInputBuilder: Sendable {
    let tokenizer: any PieceTokenizer
    let limit: Int

    /// Cuts as `tokenizers` does under `longest_first`: the longer text down to the shorter one's length, then both to
    /// halves, of which the text that was longer has the odd token.
    func input(_ first: [Int32], _ second: [Int32]) -> EncoderInput {
        let room = limit - 3
        var (kept, keptSecond) = (first.count, second.count)
        if kept + keptSecond > room {
            let (shorter, longer) = Self.kept(min(kept, keptSecond), of: room)
            (kept, keptSecond) = kept > keptSecond ? (longer, shorter) : (shorter, longer)
        }
        var ids: [Int32] = []
        ids.reserveCapacity(kept + keptSecond + 3)
        ids.append(tokenizer.cls)
        ids.append(contentsOf: first[..<kept])
        ids.append(tokenizer.sep)
        ids.append(contentsOf: second[..<keptSecond])
        ids.append(tokenizer.sep)
        return EncoderInput(ids: ids, secondSegment: kept + 2)
    }

    private static func kept(_ shorter: Int, of room: Int) -> (shorter: Int, longer: Int) {
        let half = room / 2
        return shorter <= half ? (shorter, room - shorter) : (half, room - half)
    }
}
