/// A sentence, or a part of one that is too long for a chunk.
struct SentencePiece: Sendable, Hashable {
    var span: TextSpan
    var tokens: Int
    /// What it takes of a chunk's room: its tokens, more where they stand for very many scalars, at least 1.
    var weight: Int
    /// It is a sentence, not a part of one.
    var isWhole: Bool
    /// It begins within a word: counted alone, its tokens are not those it would have behind the part before.
    var continuesWord = false
}

/// Cuts sentences that are too long for a chunk, and leaves all others whole.
struct SentenceCutter {
    let utf8: UnsafeBufferPointer<UInt8>
    let tokenizer: any ChunkTokenizer
    /// Greatest weight of a piece.
    let limit: Int
    let scalarsPerToken: Int

    /// The sentence itself where it fits, else parts that do, in order.
    func pieces(of sentence: TextSpan) -> [SentencePiece] {
        let whole = piece(sentence, isWhole: true)
        guard whole.weight > limit else { return [whole] }
        return joined(words(of: sentence).map { piece($0, isWhole: false) })
    }

    private func piece(_ span: TextSpan, isWhole: Bool) -> SentencePiece {
        let tokens = tokenizer.count(UnsafeBufferPointer(rebasing: utf8[span.bytes]))
        let weight = max(tokens, (span.scalars.count + scalarsPerToken - 1) / scalarsPerToken, 1)
        return SentencePiece(span: span, tokens: tokens, weight: weight, isWhole: isWhole)
    }

    /// Joins words to parts of about equal weight, as few as can be. Words that do not fit are cut and stand alone.
    private func joined(_ words: [SentencePiece]) -> [SentencePiece] {
        let total = words.reduce(0) { $0 + $1.weight }
        let target = total / max((total + limit - 1) / limit, 1) + 1
        var parts: [SentencePiece] = []
        var open: SentencePiece?
        for word in words {
            if word.weight > limit {
                if let part = open { parts.append(part) }
                open = nil
                parts += halves(of: word)
            } else if let part = open, part.weight < target, let longer = join(part, word) {
                open = longer
            } else {
                if let part = open { parts.append(part) }
                open = word
            }
        }
        if let part = open { parts.append(part) }
        return parts
    }

    /// Two neighbours with the white space between them as one; nil where that does not fit.
    private func join(_ part: SentencePiece, _ word: SentencePiece) -> SentencePiece? {
        let span = TextSpan(
            scalars: part.span.scalars.lowerBound..<word.span.scalars.upperBound,
            bytes: part.span.bytes.lowerBound..<word.span.bytes.upperBound)
        let weight = max(part.weight + word.weight, (span.scalars.count + scalarsPerToken - 1) / scalarsPerToken)
        guard weight <= limit else { return nil }
        return SentencePiece(span: span, tokens: part.tokens + word.tokens, weight: weight, isWhole: false)
    }

    /// Cuts a word again and again near its middle until every part fits: a part's tokens are not those it had in the word.
    private func halves(of word: SentencePiece) -> [SentencePiece] {
        var parts: [SentencePiece] = []
        var waiting = [word]
        while let next = waiting.popLast() {
            guard next.weight > limit, let cut = middle(of: next.span) else {
                parts.append(next)
                continue
            }
            let (scalars, bytes) = (next.span.scalars, next.span.bytes)
            let head = TextSpan(scalars: scalars.lowerBound..<cut.scalar, bytes: bytes.lowerBound..<cut.byte)
            let tail = TextSpan(scalars: cut.scalar..<scalars.upperBound, bytes: cut.byte..<bytes.upperBound)
            var (first, second) = (piece(head, isWhole: false), piece(tail, isWhole: false))
            first.continuesWord = next.continuesWord
            second.continuesWord = true
            waiting += [second, first]
        }
        return parts
    }

    /// A boundary near the middle of a span: between two tokens, else between two scalars; nil for a single scalar.
    private func middle(of span: TextSpan) -> (scalar: Int, byte: Int)? {
        guard span.scalars.count > 1 else { return nil }
        let tokens = tokenizer.tokenRanges(UnsafeBufferPointer(rebasing: utf8[span.bytes]))
        var byte = span.bytes.lowerBound + (tokens.isEmpty ? 0 : tokens[tokens.count / 2].lowerBound)
        // A token can cover nearly all; then its middle counts.
        if byte - span.bytes.lowerBound < span.bytes.count / 8 || span.bytes.upperBound - byte < span.bytes.count / 8 {
            byte = span.bytes.lowerBound + span.bytes.count / 2
            while byte < span.bytes.upperBound, utf8[byte] & 0xC0 == 0x80 { byte += 1 }
            if byte == span.bytes.upperBound {
                byte -= 1
                while utf8[byte] & 0xC0 == 0x80 { byte -= 1 }
            }
        }
        let scalars = utf8[span.bytes.lowerBound..<byte].count { $0 & 0xC0 != 0x80 }
        return (span.scalars.lowerBound + scalars, byte)
    }

    /// The runs of a sentence between white space.
    private func words(of sentence: TextSpan) -> [TextSpan] {
        var words: [TextSpan] = []
        var begin: (scalar: Int, byte: Int)?
        var scalar = sentence.scalars.lowerBound
        var byte = sentence.bytes.lowerBound
        while byte < sentence.bytes.upperBound {
            let length = WordPiece.decode(utf8, at: byte)?.length ?? 1
            let value = WordPiece.decode(utf8, at: byte).flatMap { Unicode.Scalar($0.scalar) }
            if value.map(SentenceScalars.isSpace) ?? false {
                if let start = begin {
                    words.append(TextSpan(scalars: start.scalar..<scalar, bytes: start.byte..<byte))
                }
                begin = nil
            } else {
                begin = begin ?? (scalar, byte)
            }
            scalar += 1
            byte += length
        }
        if let start = begin { words.append(TextSpan(scalars: start.scalar..<scalar, bytes: start.byte..<byte)) }
        return words
    }
}
