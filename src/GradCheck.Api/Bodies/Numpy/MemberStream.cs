namespace GradCheck.Api.Bodies.Numpy;

/// <summary>The bytes of one array from front to back. Nothing is read that was not asked for, whatever an archive says of its size.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="length">How many there are, as the archive says.</param>
internal sealed class MemberStream(Stream bytes, long length)
{
    /// <summary>How many bytes there are, as the archive says.</summary>
    public long Length { get; } = length;

    /// <summary>The check sum of what was read.</summary>
    public uint Crc { get; private set; }

    /// <summary>Fills a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <returns>Whether there were as many bytes.</returns>
    public bool TryFill(Span<byte> buffer)
    {
        var read = bytes.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        Crc = Crc32.Append(Crc, buffer[..read]);
        return read == buffer.Length;
    }
}
