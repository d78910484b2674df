using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// What the known keys tell of one STA at one BSS: <see cref="Association.Keys"/>, null when no keys are known at all.
/// </summary>
/// <remarks>
/// How a rule uses it: ask <see cref="IsRight"/> first; only then a key is proven to be the one in use, and <see cref="PmkR0Name"/>,
/// <see cref="PmkR1Name"/> and <see cref="TryGetKeyData"/> speak of it. The MIC of each EAPOL-Key frame is in
/// <see cref="HandshakeFrame.Mic"/>, those of an FT reassociation in <see cref="RequestMic"/> and <see cref="ResponseMic"/>.
/// <see cref="MicState.NoKey"/> never makes a frame wrong. All of it is up to date before the rules of the frame are asked. A finding
/// names the key by <see cref="Source"/> and never shows octets of it; names and PMKIDs are no secrets.
/// </remarks>
public sealed class ExchangeKeys : IDisposable
{
    private const int MaxANonces = 8;
    private readonly List<HandshakeFrame> _message1s = [];
    private readonly List<HandshakeFrame> _wrong = [];
    private Secret? _keyData;
    private HandshakeFrame? _keyDataOf;
    private long _lookedInto = long.MinValue;
    private long _passedOver = long.MinValue;

    /// <summary>
    /// The key that is in use in this attempt: a MIC proved it, or in FT a PMKR0Name or PMKR1Name that the STA sent. Null while none is.
    /// </summary>
    public KnownKey? Key { get; private set; }

    /// <summary>A known key is proven to be the one in use in this attempt.</summary>
    public bool IsRight => Key is not null;

    /// <summary>Where <see cref="Key"/> is from, for people; null while there is none.</summary>
    public string? Source => Key?.Source;

    /// <summary>PMKR0Name as derived from the key; empty without FT, or while <see cref="IsRight"/> is false.</summary>
    public ReadOnlySpan<byte> PmkR0Name =>
        IsRight && Current is { } current && (R0Key is not null || current.IsFt) ? current.R0.Name : default;

    /// <summary>
    /// PMKR0Name of the STA's latest initial association in this mobility domain, proven there by a MIC, when the FT request at hand has
    /// the same R0KH-ID: what the request should name. Empty when no such association is known.
    /// </summary>
    public ReadOnlySpan<byte> ExpectedPmkR0Name => HasExpectedR0 ? Current!.R0.Name : default;

    /// <summary>The key of <see cref="ExpectedPmkR0Name"/>; null when that is empty.</summary>
    public KnownKey? ExpectedKey => HasExpectedR0 ? R0Key : null;

    /// <summary>
    /// PMKR1Name as derived for this AP; empty without FT, while <see cref="IsRight"/> is false, or while the R1KH-ID is not known.
    /// </summary>
    public ReadOnlySpan<byte> PmkR1Name => IsRight && HasR1 ? Current!.R1.Name : default;

    /// <summary>MIC of the FTE in the FT Reassociation Request.</summary>
    public MicState RequestMic { get; internal set; }

    /// <summary>MIC of the FTE in the FT Reassociation Response.</summary>
    public MicState ResponseMic { get; internal set; }

    /// <summary>
    /// What explains an FTE MIC that is wrong, of the request or, once it is there, the response; null when nothing does, or none is wrong.
    /// </summary>
    public FteMicCause? FteCause { get; internal set; }

    /// <summary>
    /// What explains the MIC of message 2 of a handshake that failed, though it is not as it should be; null when nothing does, or the
    /// MIC is right. Set before <see cref="Events.HandshakeStopped"/>.
    /// </summary>
    public MicCause? Cause { get; internal set; }

    /// <summary>
    /// Messages of the handshake whose MIC the message at hand has shown to be wrong, itself or earlier ones; mostly none.
    /// </summary>
    public IReadOnlyList<HandshakeFrame> Wrong => _wrong;

    /// <summary>
    /// A key that should have made the MIC of message 2 of a handshake that failed, and did not: bound to this SSID, or proven by the AP
    /// itself with other STAs, or delivered to the AP in this very attempt. Null when no known key is that certain. Set before
    /// <see cref="Events.HandshakeStopped"/>.
    /// </summary>
    public KnownKey? Expected { get; internal set; }

    /// <summary>
    /// A key that should make the PMKID of message 1 and does not, by any derivation: the one in use, or one that the AP should have.
    /// Set before the rules of the first message 3 and of <see cref="Events.HandshakeStopped"/>; mostly null.
    /// </summary>
    public KnownKey? NotOfPmkid { get; internal set; }

    /// <summary>
    /// How it is known that the AP has <see cref="Key"/>, when a handshake failed though the MIC of message 2 is right. Set before
    /// <see cref="Events.HandshakeStopped"/>.
    /// </summary>
    public ApKeyProof ApProof { get; internal set; }

    /// <summary>
    /// Every encrypted data frame that may carry EAPOL is looked at: what was not decrypted was not sent, as far as it was captured.
    /// Wireshark hands over only a few of them.
    /// </summary>
    internal bool SeesAllData { get; init; }

    /// <summary>The temporal keys that were in use between the two, in earlier attempts too; null while none has proven right.</summary>
    internal InstalledKeys? Installed { get; set; }

    /// <summary>The FILS authentication of the attempt; null where it has none.</summary>
    internal FilsExchange? Fils { get; set; }

    /// <summary>PTK and what it is derived from, of <see cref="Key"/>.</summary>
    internal Derivation? Current { get; set; }

    /// <summary>
    /// The key that PMK-R0 in <see cref="Current"/> comes from, in an attempt by the FT protocol; null when none is known.
    /// </summary>
    internal KnownKey? R0Key { get; set; }

    /// <summary>PMK-R0 in <see cref="Current"/> is that of the initial association.</summary>
    internal bool HasExpectedR0 { get; set; }

    /// <summary>PMK-R1 in <see cref="Current"/> is of this attempt.</summary>
    internal bool HasR1 { get; set; }

    /// <summary>The key that was right last between this STA and this AP, also in earlier attempts.</summary>
    internal KnownKey? Last { get; private set; }

    /// <summary>The handshake that <see cref="Searches"/> counts for.</summary>
    internal Handshake? Handshake { get; private set; }

    /// <summary>A MIC of <see cref="Handshake"/> has proven the key.</summary>
    internal bool IsHandshakeRight { get; set; }

    /// <summary>
    /// The message with a right MIC that brought the group key in use: a message 3, or a group message 1 that was confirmed.
    /// </summary>
    internal HandshakeFrame? GtkCarrier { get; set; }

    /// <summary>Group messages in a row with a wrong MIC.</summary>
    internal int WrongGroupMessages { get; set; }

    /// <summary>How often all keys were tried in vain for <see cref="Handshake"/>.</summary>
    internal int Searches { get; set; }

    /// <summary>The latest transmissions of message 1 to this STA, of earlier attempts too.</summary>
    internal IReadOnlyList<HandshakeFrame> Message1s => _message1s;

    /// <summary>Decrypts the Key Data of message 3 or of a group message.</summary>
    /// <param name="message">The message; its MIC has to be <see cref="MicState.Valid"/>.</param>
    /// <param name="kdes">KDEs and elements in clear, with offsets from 0 because they stand nowhere in the frame. They hold group keys;
    /// until the next call.</param>
    /// <returns>False when they cannot be decrypted.</returns>
    public bool TryGetKeyData(HandshakeFrame message, out Kdes kdes)
    {
        ArgumentNullException.ThrowIfNull(message);
        kdes = default;
        if (Current is null || message.Mic != MicState.Valid)
        {
            return false;
        }

        if (_keyDataOf != message && !TryDecrypt(message))
        {
            return false;
        }

        kdes = new Kdes(_keyData!.Octets);
        return true;
    }

    /// <summary>Unwraps the GTK of the FTE in an FT Reassociation Response whose <see cref="ResponseMic"/> is valid.</summary>
    /// <returns>The key, which the caller disposes of; null when it does not unwrap.</returns>
    public Secret? UnwrapGtk(in FteGtk gtk) =>
        Current is null ? null : KeyDataUnwrap.UnwrapFteKey(gtk.WrappedKey, gtk.KeyLength, Current.Ptk.FteKek);

    /// <summary>Unwraps the IGTK of the FTE in an FT Reassociation Response whose <see cref="ResponseMic"/> is valid.</summary>
    /// <returns>The key, which the caller disposes of; null when it does not unwrap.</returns>
    public Secret? UnwrapIgtk(in FteIgtk igtk) =>
        Current is null ? null : KeyDataUnwrap.UnwrapFteKey(igtk.WrappedKey, igtk.KeyLength, Current.Ptk.FteKek);

    /// <summary>Zeroes what was derived.</summary>
    public void Dispose()
    {
        Current?.Dispose();
        Installed?.Dispose();
        _keyData?.Dispose();
        _keyDataOf = null;
    }

    /// <summary>A new attempt: nothing is proven any more.</summary>
    internal void BeginAttempt()
    {
        Key = null;
        R0Key = null;
        HasExpectedR0 = false;
        BeginAssociation();
    }

    /// <summary>A (Re)Association Request: what FT authentication before it has shown still holds.</summary>
    internal void BeginAssociation()
    {
        RequestMic = ResponseMic = MicState.NotChecked;
        FteCause = null;
        Cause = null;
        Expected = null;
        NotOfPmkid = null;
        ApProof = ApKeyProof.None;
        BeginMessage();
        Handshake = null;
        GtkCarrier = null;
        WrongGroupMessages = 0;
        HasR1 = false;
        if (R0Key is null)
        {
            Key = null;
        }
    }

    internal void BeginHandshake(Handshake handshake)
    {
        Handshake = handshake;
        IsHandshakeRight = false;
        Searches = 0;
        Cause = null;
        Expected = null;
        NotOfPmkid = null;
        ApProof = ApKeyProof.None;
    }

    /// <summary>An encrypted data frame of the STA.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isLookedInto">It is whole, and the cipher of the key in use can be read.</param>
    internal void AddEncryptedOfSta(StoredFrame frame, bool isLookedInto)
    {
        ref long at = ref isLookedInto ? ref _lookedInto : ref _passedOver;
        at = Math.Max(at, frame.Ref.TimeMicroseconds);
    }

    /// <summary>
    /// The STA has sent encrypted data after that frame, and all of it was looked into: an answer that is not among it was not sent
    /// encrypted, as far as it was captured.
    /// </summary>
    internal bool ShowsEncryptedSince(StoredFrame since) =>
        IsRight && SeesAllData && _lookedInto > since.Ref.TimeMicroseconds && _passedOver <= since.Ref.TimeMicroseconds;

    internal void BeginMessage() => _wrong.Clear();

    internal void SetMic(HandshakeFrame message, MicState state)
    {
        message.Mic = state;
        if (state == MicState.Invalid)
        {
            _wrong.Add(message);
        }
    }

    internal void AddMessage1(HandshakeFrame message)
    {
        if (_message1s.Count == MaxANonces)
        {
            _message1s.RemoveAt(0);
        }

        _message1s.Add(message);
    }

    /// <summary>A key has proven to be the one in use.</summary>
    internal void Prove(KnownKey key)
    {
        Key = Last = key;
        key.MarkFitted();
    }

    private bool TryDecrypt(HandshakeFrame message)
    {
        EapolKey key = message.Key;
        _keyDataOf = null;
        _keyData?.Dispose();
        _keyData = new Secret(key.KeyData.Length);
        Span<byte> octets = _keyData.Renew(key.KeyData.Length);
        switch (KeyDataUnwrap.Unwrap(key, Current!.Ptk.Kek, octets, out int length))
        {
            case UnwrapResult.Done:
                _keyData.Shorten(length);
                break;
            case UnwrapResult.InClear:
                key.KeyData.CopyTo(octets);
                break;
            default:
                return false;
        }

        _keyDataOf = message;
        return true;
    }
}
