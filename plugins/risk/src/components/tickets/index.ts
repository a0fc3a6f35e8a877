export * from './Tickets';
