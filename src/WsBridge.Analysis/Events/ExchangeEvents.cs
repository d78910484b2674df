namespace WsBridge.Analysis.Events;

/// <summary>Who is told of each kind of event.</summary>
internal sealed class ExchangeEvents
{
    /// <inheritdoc cref="Events.BeaconChanged"/>
    public required ExchangeEventHandler<BeaconChanged> BeaconChanged { get; init; }

    /// <inheritdoc cref="LinkRemovalAnnounced"/>
    public required ExchangeEventHandler<LinkRemovalAnnounced> LinkRemoval { get; init; }

    /// <inheritdoc cref="LinkActionReceived"/>
    public required ExchangeEventHandler<LinkActionReceived> LinkAction { get; init; }

    /// <inheritdoc cref="Events.AuthenticationRequestReceived"/>
    public required ExchangeEventHandler<AuthenticationRequestReceived> AuthenticationRequest { get; init; }

    /// <inheritdoc cref="Events.AuthenticationResponseReceived"/>
    public required ExchangeEventHandler<AuthenticationResponseReceived> AuthenticationResponse { get; init; }

    /// <inheritdoc cref="Events.FtRequestReceived"/>
    public required ExchangeEventHandler<FtRequestReceived> FtRequest { get; init; }

    /// <inheritdoc cref="Events.FtRequestMisaddressed"/>
    public required ExchangeEventHandler<FtRequestMisaddressed> FtRequestMisaddressed { get; init; }

    /// <inheritdoc cref="Events.FtResponseReceived"/>
    public required ExchangeEventHandler<FtResponseReceived> FtResponse { get; init; }

    /// <inheritdoc cref="Events.FtUnanswered"/>
    public required ExchangeEventHandler<FtUnanswered> FtUnanswered { get; init; }

    /// <inheritdoc cref="Events.FtResponseUnacknowledged"/>
    public required ExchangeEventHandler<FtResponseUnacknowledged> FtResponseUnacknowledged { get; init; }

    /// <inheritdoc cref="Events.AssociationRequestReceived"/>
    public required ExchangeEventHandler<AssociationRequestReceived> AssociationRequest { get; init; }

    /// <inheritdoc cref="Events.AssociationResponseReceived"/>
    public required ExchangeEventHandler<AssociationResponseReceived> AssociationResponse { get; init; }

    /// <inheritdoc cref="Events.EapStarted"/>
    public required ExchangeEventHandler<EapStarted> EapStarted { get; init; }

    /// <inheritdoc cref="Events.EapFailureReceived"/>
    public required ExchangeEventHandler<EapFailureReceived> EapFailure { get; init; }

    /// <inheritdoc cref="Events.EapolStartReceived"/>
    public required ExchangeEventHandler<EapolStartReceived> EapolStart { get; init; }

    /// <inheritdoc cref="Events.ConnectionStopped"/>
    public required ExchangeEventHandler<ConnectionStopped> ConnectionStopped { get; init; }

    /// <inheritdoc cref="Events.Message1Received"/>
    public required ExchangeEventHandler<Message1Received> Message1 { get; init; }

    /// <inheritdoc cref="Events.Message2Received"/>
    public required ExchangeEventHandler<Message2Received> Message2 { get; init; }

    /// <inheritdoc cref="Events.Message3Received"/>
    public required ExchangeEventHandler<Message3Received> Message3 { get; init; }

    /// <inheritdoc cref="Events.Message4Received"/>
    public required ExchangeEventHandler<Message4Received> Message4 { get; init; }

    /// <inheritdoc cref="Events.GroupMessageReceived"/>
    public required ExchangeEventHandler<GroupMessageReceived> GroupMessage { get; init; }

    /// <inheritdoc cref="Events.HandshakeStopped"/>
    public required ExchangeEventHandler<HandshakeStopped> HandshakeStopped { get; init; }

    /// <inheritdoc cref="Events.KeysProven"/>
    public required ExchangeEventHandler<KeysProven> KeysProven { get; init; }

    /// <inheritdoc cref="Events.EppkeCompleted"/>
    public required ExchangeEventHandler<EppkeCompleted> EppkeCompleted { get; init; }

    /// <inheritdoc cref="Events.DeauthenticationReceived"/>
    public required ExchangeEventHandler<DeauthenticationReceived> Deauthentication { get; init; }

    /// <inheritdoc cref="Events.SentAway"/>
    public required ExchangeEventHandler<SentAway> SentAway { get; init; }

    /// <inheritdoc cref="Events.AttemptEnded"/>
    public required ExchangeEventHandler<AttemptEnded> AttemptEnded { get; init; }

    /// <inheritdoc cref="Events.ForgeryShown"/>
    public required ExchangeEventHandler<ForgeryShown> ForgeryShown { get; init; }

    /// <inheritdoc cref="Events.PasnRefused"/>
    public required ExchangeEventHandler<PasnRefused> PasnRefused { get; init; }

    /// <inheritdoc cref="Events.SaQueryReceived"/>
    public required ExchangeEventHandler<SaQueryReceived> SaQuery { get; init; }

    /// <inheritdoc cref="Events.BtmRequestReceived"/>
    public required ExchangeEventHandler<BtmRequestReceived> BtmRequest { get; init; }

    /// <inheritdoc cref="Events.BtmResponseReceived"/>
    public required ExchangeEventHandler<BtmResponseReceived> BtmResponse { get; init; }
}
