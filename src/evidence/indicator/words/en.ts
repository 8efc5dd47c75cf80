/** English words of signs. */
import type { SignWords } from './sign-words.ts'

export const en: SignWords = {
  missile: 'missile missiles rocket rockets ballistics',
  drone: 'drone drones kamikaze* loitering_munition* unmanned_aerial unmanned_aircraft quadcopter*',
  munition: 'munition* ammunition shells bombs warhead* weapon* explosives',
  bomber:
    'bomber bombers strategic_aviation strategic_aircraft long_range_aviation strategic_fleet missile_carrying_aircraft',
  carrier: 'missile_carrier* missile_carriers carriers kalibr_carrier*',
  aircraft:
    'aircraft plane planes jet jets fighter fighters warplane* helicopter* squadron* aviation tanker_aircraft refuell*_aircraft air_group* fighter_bomber* fighter_jet*',
  transporter:
    'transport_aircraft transport_plane* cargo_plane* cargo_aircraft convoy* train trains truck trucks railcar* freight*',
  airfield: 'airfield* airbase* air_base air_bases airport_base* aerodrome*',
  ship: 'ship ships warship* vessel vessels frigate* corvette* submarine* destroyer* fleet flotilla carrier_group* missile_boat* cruiser* navy navies',
  troops:
    'troop troops forces army armies unit units brigade* division divisions battalion* reserves soldiers armour armor tanks columns occupiers invaders servicemen',
  launcher: 'launcher* launch_site* launch_pad* launch_position* launching_position* launch_point* catapult*',
  stock:
    'stock stocks stockpile stockpiles inventory inventories arsenal arsenals reserve reserves supply supplies cache* depot*',
  airDefence:
    'air_defence* air_defense* air_defenses anti_aircraft interceptor* patriot* anti_missile sam_system* antiaircraft',
  energy:
    'energy power grid* substation* electricity infrastructure utilit* heating thermal_plant* transformer* power_plant* power_station* refiner*',
  airspace: 'airspace flights air_traffic airport airports overflight* civil_aviation flight',
  embassy: 'embass* consulate* diplomat* diplomatic_mission* foreign_mission*',
  site: 'facilities facility object objects sites positions targets plants stations bases cities coordinates locations area areas regions',
  rescue:
    'rescue* firefight* fire_brigade* school* medic* hospital* civil_defen* emergency_services ambulance*',
  peaceful: 'players team club coach rival* orchestra theatre concert harvest* farmer* crop* festival*',
  attack:
    'strike strikes attack attacks raid raids barrage* assault* bombardment* shelling offensive salvo_attack* bombing* onslaught',
  wave: 'wave waves',
  mass: 'mass massive massed large_scale large combined big major heavy full_scale',
  campaign: 'campaign campaigns',
  intelligence:
    'intelligence hur gur sbu cia pentagon mi6 spy_agenc* secret_service* security_service* spies intelligence_service*',
  satellite: 'satellite* planet_labs maxar sentinel',
  imagery: 'image images imagery photo photos picture pictures photographs shots',
  spotter:
    'spotter spotters gunlayer* adjuster* informant* informer* fire_correct* forward_observer* spot spotting',
  agent:
    'agent agents residents locals teenager* people citizens youth minors collaborator* network saboteur* accomplice*',
  comms:
    'radio communications radio_traffic telecode signals_traffic signal_traffic radio_communications chatter encrypted_traffic radio_exchange* transmissions data_link*',
  exercise: 'exercise exercises drills maneuver* manoeuvre* war_game* wargame* drill',
  military:
    'military nuclear naval strategic army troops forces missile missiles joint combat live_fire fleet bombers launch* command submarine* air',
  winter: 'winter winters wintertime cold_season heating_season frost* cold_months freezing cold_weather',
  badWeather:
    'storm storms stormy fog gale* blizzard* rain heavy_clouds low_clouds overcast bad_weather icing wind winds snowfall* thunderstorm* cloud_cover poor_visibility swell',
  goodWeather:
    'clear_skies clear_weather good_weather favourable_weather favorable_weather clear_sky full_moon clear_night* weather_improv*',
  signs:
    'sign signs indication* indications evidence information data intention* plans preparations confirmation',
  danger: 'threat threats danger dangers risk',
  reports: 'reports rumours rumors claims messages posts warnings',
  accumulate:
    'accumulat* amass* stockpil* hoard* piling_up piles_up piled_up pile_up build*_up built_up building_stock* lay_up laying_up laid_up lays_up stock*_up sav*_up save_up saved_up stash* set_aside gather*_stock* put_aside putting_aside squirrel* replenish* increas*_stock* buildup build_up',
  deplete:
    'deplet* exhaust* dwindl* running_out run_out runs_out ran_out running_low run_down used_up spent shortage* scarce shrunk shrink* low empty half_empty critically_low insufficient',
  restore: 'restor* replenish* recover* rebuilt rebuild* refill* made_up topped_up',
  produce:
    'produc* manufactur* output assembl* factory factories churn*_out turn*_out make makes making mass_produc* assembly_line* build builds built',
  deliver:
    'fly_in flies_in flew_in flown_in flying_in deliver* transport* transfer* ship*_to bring* brought haul* transported move* moving unload* sent ferr* carried carry_in arriv* shipment*',
  fly: 'fly flies flew flown flying took_off take_off takes_off taking_off taken_off takeoff* relocat* redeploy* moved moving move on_the_move transfer* arriv* landed_at airborne took_to_the_air in_flight sortie* scrambl* lifted_off rebas* forward_deploy* dispers* gathered concentrated shifted touched_down has_landed have_landed landed circl* hover* loiter*',
  flyAway:
    'returned_to return*_to_base returned flew_back pulled_back withdrew withdrawn left_for moved_away flew_away sent_away gone_back moved_back went_back returned_home headed_back evacuated_to',
  away: 'far_east away away_from siberia rear_bases out_of_range',
  load: 'load loaded loading loads on_board aboard arm armed arming hung hang* fitted mounted carry_missiles under_the_wings under_wing under_their_wings equipped suspended attached fuelled fueled hung slung',
  putToSea:
    'put_to_sea puts_to_sea putting_to_sea out_at_sea at_sea left_port left_the_port left_base left_harbour sailed sails set_sail setting_sail combat_duty on_duty patrol* deployed entered_the_black_sea into_the_sea took_to_the_sea went_to_sea gone_to_sea went_out leave_port leaving_port leaving_harbour steamed entered on_station in_the_black_sea in_the_caspian in_the_mediterranean',
  inPort:
    'in_port in_ports in_harbour returned_to_port in_base back_in_port returned_to_base moored at_berth berthed back_to_port at_anchor in_their_bases stayed_in_port at_the_pier',
  deploy:
    'deploy* concentrat* massing massed gather* assembl* group* amass* relocat* redeploy* transferr* rebas* station* moved move moving build_up buildup arriv* forming form forms formed built_up sent pull*_together brought',
  regroup:
    'regroup* redeploy* repositio* massing concentrat* mass_at mass_near build_up buildup reshuffl* rotat* amass* moving_up moved_up relocat*',
  lively:
    'activity activities active intens* increased increase* busy busier busiest lively surge* spike* stepped_up heightened unusual* more_traffic picked_up constant* bustl* uptick flurry',
  airborne:
    'in_the_air airborne in_flight in_the_sky in_the_airspace over_the_sea entering entered approaching heading in_the_skies',
  launch: 'launch launched launches launching fire fired firing released sent',
  canLaunch:
    'can_launch able_to_launch capable_of_launching could_launch able_to_fire can_fire could_fire capacity_to_launch can_simultaneously',
  salvo: 'salvo salvoes salvos single_strike one_strike at_once simultaneously launch_capacity',
  rehearse:
    'rehears* dress_rehearsal dry_run test_run trial_run prelude precursor curtain_raiser prepare_the_ground preparing_the_ground set_the_stage setting_the_stage shape_the_battlefield last_act probing probe probed pave_the_way paving_the_way practice_run warm_up trial_strike* test_strike* set_conditions setting_conditions',
  prepares:
    'prepar* plan plans planned planning ready readying getting_ready gear*_up under_preparation plot*',
  begin:
    'begin began begun start started starts starting opened kicked_off launched underway under_way commenced',
  close: 'clos* restrict* suspend* limit* shut ban bans banned halt* divert* grounded cancel* no_fly',
  reopen: 'reopen* lifted resumed restor* removed',
  exhaust:
    'exhaust* deplet* overload* overwhelm* saturat* wear*_down wore_down worn_down drain* run_out running_out ran_out shortage* running_low short_of stretch* weaken* thin_out lack lacks lacking suppress* degrad* overstretch* dwindl* scarce empty',
  pause: 'pause pauses paused lull lulls respite break calm quiet silence hiatus let_up standstill',
  rarer: 'less_often rarer rarely seldom less_frequent* fewer_and_fewer hardly_ever infrequent*',
  notFired:
    'fire fired launch launched use used struck hit attacked carried_out strike attack shell seen conducted employed',
  increase:
    'increas* grow* grew rose rising risen doubled doubling tripled more_and_more more_frequent* more_often intensif* record escalat* stepped_up ramp*_up surg* twice_as_many highest most_intens* jumped climb*',
  decrease: 'decreas* fell fallen declin* dropped halved fewer less_and_less reduced lower subsid* dwindl*',
  warn: 'warn* alert* caution* sounded_the_alarm tip_off',
  knows:
    'has_information have_information has_data have_data obtained received intercepted believes assess* estimates expects reported found learned says said reports according',
  recruit: 'recruit* enlist* hire hired hiring pay pays paid approach* seek* seeking',
  reconnoitre:
    'reconnoit* reconnaissance recon surveill* scouting scouted scouts scout overflew spying spied mapping photographing filmed survey*_target* observation_flight*',
  hinder:
    'dangerous hinder* prevent* hamper* obstruct* danger impede* complicat* grounded make_impossible forced due_to because_of not_allow rules_out impossible delay* limits protect* threatens unsafe to_ground grounds grounded grounding',
  favour: 'favour* favor* suit* ideal allow* good_for convenient help* cover_for',
  retaliate:
    'retaliat* revenge aveng* in_response response_to reprisal* payback tit_for_tat respond answer_for vengeance',
  threaten:
    'threaten* vow vows vowed vowing ultimatum* promised_to pledged_to warned_of_strikes sabre_rattl* saber_rattl* belligerent bellicose warned_it_would',
  strikeVerb:
    'strike attack hit bomb destroy obliterate wipe_out decision_making_cent* decision_making attacked struck bombed shelled hits launched fired',
  leave:
    'leave leaves left evacuat* clos* suspend* shut withdr* pull_out pulled_out take_shelter shelter depart* urge* advis* warn* closed',
  infoOperation:
    'disinformation psyop* information_operation* psychological_operation* information_campaign* fakes propaganda_campaign* information_attack* info_op* psychological_pressure hoax*',
  frighten: 'panic frighten* scare* intimidat* sow fear nothing_but merely only_an demorali*',
  noSigns:
    'no_signs no_sign no_indication* no_evidence no_information no_plan* no_intention* no_preparation* no_grounds no_reason nothing_indicates nothing_points nothing_suggests not_see not_seen not_observ* not_detect* not_record*',
  chance: 'probability chance chances likelihood',
  slight: 'low small slim minimal slight little',
  operation: 'operation operations',
  deny: 'no_direct_threat no_immediate_threat no_threat not_a_threat no_danger nothing_to_fear no_cause_for no_need_to_panic pos*_no_threat* pos*_no_danger pos*_no_direct pos*_no_immediate no_imminent_threat',
  bears: 'pose poses posed pos* carry carries carried bear bears present presents represent* constitut*',
  institution: 'center_for centre_for countering counter_disinformation combating department agency office',
  unlikely:
    'unlikely improbable not_planning not_preparing not_going_to not_expected no_capacity not_capable unable cannot_carry_out low_probability little_chance not_about_to',
  goesOn: 'continu* keep keeps kept ongoing does_not_stop non_stop has_not_stopped without_pause nonstop',
  held: 'held hold holding holds conduct* underway under_way started starts begin* began start took_place taking_place run running stage staged kicked_off launched open* practic* rehears* planned scheduled announc* carr* continu* launched',
  callOff: 'called_off cancelled canceled postponed ended over completed concluded',
  withdrawn: 'withdr* pulled_back pulled_out moved_away left relocated_away removed evacuated',
  not: 'not no never nor neither without hasn haven didn doesn isn aren wasn weren none cannot hasnt havent didnt doesnt isnt arent wasnt werent won wont couldnt cant',
  none: 'none no_bombers no_ships no_carriers zero absent not_observed not_seen not_detected not_been_seen not_been_observed',
  notReally:
    'not_only not_just no_fewer no_less not_rule* not_excluded not_least not_merely no_doubt not_far no_secret not_stop* nothing_more',
  may: 'may might could can likely possible possibly will would expect* probab* about_to going_to poised set_to upcoming coming imminent impending ready_to potential looming',
  expected:
    'expect* await* anticipat* brac* upcoming imminent impending forthcoming looming coming next_attack future',
  now: 'now already currently at_present right_now at_the_moment are_being is_being tonight at_this_hour',
  duration: 'days weeks months week month day hours years fortnight year hour night',
  ordinal:
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 10th 11th 12th 13th 14th 15th 20th th',
  lastYear:
    'last_year last_years last_winter last_winters last_autumn last_season previous_winter* previous_year* past_winter* year_before earlier_winter* a_year_ago previous_campaign* winter_of last_spring last_summer previous_attack* previous_strike* past_strikes past_attacks previous_raids earlier_strikes earlier_attacks before_previous last_time previous_large previous_massive previous_mass',
  usually:
    'usually typically traditionally always as_a_rule pattern historically regularly each_time every_time has_become every_winter every_autumn tend_to tends_to precede* preceded familiar_pattern as_before just_as_before',
  alone:
    'alone only_in in_total per_month a_month per_day a_day per_week each_month monthly each_night per_night a_night overall every_month each_day every_day every_night daily nightly every_week each_week weekly',
  month:
    'january february march april may june july august september october november december month week night summer autumn spring quarter',
  ahead:
    'ahead_of before approach* on_the_eve run_up coming eve nears looming onset start_of beginning_of arrival_of by_winter this_winter in_winter during_winter for_winter for_the_winter during_the_winter',
  soon: 'soon shortly coming_days coming_hours coming_weeks next_days next_hours next_weeks next_few_days near_future',
  ofThem: 'of_them of_these among_them of_which',
  this: 'this these that it they such the_same',
  first: 'first opening initial',
  outcome:
    'shot_down downed destroyed_in killed injured wounded dead damaged damage casualties intercepted victims rubble hits blackout* debris',
  says: 'said says according told wrote reports reported adds added stressed noted quotes believes explained stated claims claimed writes announced',
  today: 'today tonight overnight this_morning this_evening this_week',
  river: 'river rivers stream streams gauge gauges water_level* water_levels creek* flood_stage waterway*',
  rise: 'rise rises rising rose risen swell* swollen climb* overflow* exceed* higher above up burst* crest*',
  reservoir: 'reservoir reservoirs dam_lake* lake lakes water_storage storage_lake* impoundment*',
  full: 'full brim capacity overflow* spill spilling spillway* at_capacity nearly_full filled 100 maximum overtop*',
  rain: 'rain rains rainfall precipitation downpour* showers storm storms thunderstorm*',
  heavy:
    'heavy torrential prolonged extreme intense record millimetres millimeters mm exceptional persistent continuous',
  forecast:
    'forecast* predict* outlook meteorologist* expected_to weather_service models hydromet* forecasters warns_of met_office',
  snow: 'snow snowpack ice glacier* snowfall ice_jam*',
  melt: 'melt* thaw* breaks_up breakup break_up warm_spell warming_up jam*',
  ground:
    'slope slopes hillside* ground soil embankment* cliff* volcano* tremor* tremors seismic earthquakes glacier_front dome crater fault',
  crack:
    'crack* creep* moving moved slid slide sliding deform* bulg* subsid* widen* swarm increased shaking accelerat* inflat* uplift',
  fireWeather:
    'drought* dry_wind* heatwave* heat_wave* tinder* fire_danger extreme_heat red_flag fire_weather parched low_humidity dry_grass fire_risk',
  dam: 'dam dams levee* dyke* dike* embankment* weir* sluice* tailings',
  defect:
    'crack* leak* seep* erosion eroded damaged damage unsafe stuck jammed breach* undermined sinkhole* failing faulty blocked weakened',
  natural:
    'flood* landslide* avalanche* volcan* hurricane* typhoon* cyclone* wildfire* tsunami* drought* rainfall reservoir* river* eruption* spillway* hydrolog* meteorolog*',
}
