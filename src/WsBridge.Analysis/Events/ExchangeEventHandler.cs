namespace WsBridge.Analysis.Events;

/// <summary>Takes an event.</summary>
internal delegate void ExchangeEventHandler<TEvent>(in TEvent e)
    where TEvent : struct, IExchangeEvent;
