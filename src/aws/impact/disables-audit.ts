/**
 * Actions that stop, blind or erase what records and reports what happens in an account.
 * Left out, because workloads use them on their own resources all the time: deleting alarms and event rules,
 * and changing the retention of log groups.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
import type { ActionTable } from './table.ts';

/** Actions that switch audit, detection or logging off. */
export const disablesAudit: ActionTable = {
  cloudtrail: `
    StopLogging DeleteTrail UpdateTrail PutEventSelectors DeleteEventDataStore UpdateEventDataStore
    StopEventDataStoreIngestion DeregisterOrganizationDelegatedAdmin`,
  config: `
    StopConfigurationRecorder DeleteConfigurationRecorder PutConfigurationRecorder DeleteDeliveryChannel DeleteConfigRule
    DeleteConformancePack DeleteOrganizationConfigRule DeleteOrganizationConformancePack DeleteConfigurationAggregator
    DeleteEvaluationResults DeleteServiceLinkedConfigurationRecorder`,
  // A filter or a trusted list hides findings as well as deleting the detector does.
  guardduty: `
    DeleteDetector UpdateDetector DeleteMembers DisassociateMembers DisassociateFromMasterAccount
    DisassociateFromAdministratorAccount StopMonitoringMembers UpdateMemberDetectors DisableOrganizationAdminAccount
    UpdateOrganizationConfiguration CreateFilter UpdateFilter CreateIPSet UpdateIPSet CreateTrustedEntitySet
    UpdateTrustedEntitySet ArchiveFindings DeletePublishingDestination DeleteMalwareProtectionPlan`,
  securityhub: `
    DisableSecurityHub DisableSecurityHubV2 BatchDisableStandards UpdateStandardsControl DeleteMembers DisassociateMembers
    DisassociateFromMasterAccount DisassociateFromAdministratorAccount DisableOrganizationAdminAccount
    DisableImportFindingsForProduct DeleteFindingAggregator`,
  'access-analyzer': 'DeleteAnalyzer DeleteServiceLinkedAnalyzer UpdateAnalyzer',
  macie2: `
    DisableMacie DisassociateMember DisassociateFromMasterAccount DisassociateFromAdministratorAccount
    DisableOrganizationAdminAccount`,
  inspector2: 'Disable DisassociateMember DisableDelegatedAdminAccount',
  detective: 'DeleteGraph DeleteMembers DisassociateMembership DisableOrganizationAdminAccount',
  auditmanager:
    'DeregisterAccount DeregisterOrganizationAdminAccount DeleteAssessment DeleteAssessmentReport',
  securitylake: 'DeleteDataLake DeleteAwsLogSource DeleteSubscriber',
  fms: 'DisassociateAdminAccount DeletePolicy',
  logs: 'DeleteLogGroup DeleteLogStream',
  ec2: 'DeleteFlowLogs',
  route53: 'DeleteQueryLoggingConfig',
  route53resolver: 'DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig',
  wafv2: 'DeleteLoggingConfiguration',
  redshift: 'DisableLogging',
  bedrock: 'DeleteModelInvocationLoggingConfiguration',
};
